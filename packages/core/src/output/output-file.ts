/** A file of the output tree. `path` relative to the tree with `/`; `user`: written once, then never touched. */
export interface OutputFile {
  readonly path: string;
  readonly contents: Uint8Array;
  readonly owner: 'tinyml' | 'user';
}

/** A file that belongs to the folder, not to one model: written once, for all models that are known then. */
export interface SharedFile extends OutputFile {
  readonly owner: 'user';
  /** Models whose records list it. */
  readonly models: readonly string[];
}

/** As a build record lists a file. `sha256` in hex, of what tinyml generated. */
export interface ListedFile {
  readonly path: string;
  readonly sha256: string;
  readonly owner: 'tinyml' | 'user';
}
