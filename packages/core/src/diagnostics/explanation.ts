/** Long texts of `tinyml explain <code>`, by code. */
export type Explanations = Readonly<Record<`TML${string}`, string>>;
