/** What opens a split may read. Paths are absolute. */
export interface DataFiles {
  /** @throws TinymlError where there is no such file */
  read(path: string): Promise<Uint8Array>;
  /** The files below a folder, as paths in it with `/`, sorted; undefined where `path` is no folder. */
  list(path: string): Promise<readonly string[] | undefined>;
  /** What a TypeScript or JavaScript module exports. @throws TinymlError where it cannot be compiled */
  load(path: string): Promise<Readonly<Record<string, unknown>>>;
}
