/** A file of the output tree. `path` is relative to the output folder, with `/`. */
export interface EmittedFile {
  readonly path: string;
  readonly contents: string | Uint8Array;
  /** `user`: written once, then the user's own. */
  readonly owner: 'tinyml' | 'user';
}
