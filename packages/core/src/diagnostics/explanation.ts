/** Long texts of `tinyml explain <code>`, by code. */
export type Explanations = Readonly<Record<string, string>>;

/** The namespace that is tinyml's own. */
const own = 'TML';

export const isOwnCode = (code: string): boolean => code.startsWith(own);

/** The form of a code of a package: its namespace in capitals, then what tells its messages apart. */
export const codePattern = /^[A-Z][A-Z0-9_-]{1,31}$/;
