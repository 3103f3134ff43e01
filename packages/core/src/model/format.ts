import type { Constants } from '../pass/define-pass.ts';
import type { Graph } from '../ir/graph.ts';
import type { OperatorTable } from '../op/define-operator.ts';

/** What an importer gets. `path` is absolute; further files are read relative to it, and recorded. */
export interface ModelSource {
  readonly path: string;
  /** The named file's bytes; empty for a folder. */
  readonly bytes: Uint8Array;
  /** Reads a file that belongs to the model, relative to the model's folder (or to the model, where that is a folder). */
  readFile(relative: string): Promise<Uint8Array>;
}

export interface ImportContext {
  readonly constants: Constants;
  readonly operators: OperatorTable;
}

/** A model format. Importers keep the source's graph node for node; rewriting is for passes. */
export interface ModelFormat {
  readonly name: string;
  readonly version: number;
  /** Endings of file names, with the dot: `.tflite`. */
  readonly extensions: readonly string[];
  /** The file is a program that is run: its digest is that of all that it imports by path. */
  readonly program?: true;
  /** True where the first bytes (at least 64, if the file has them) can only be this format. */
  detect(head: Uint8Array): boolean;
  /** @throws TinymlError (TML2xx, TML3xx) naming every problem of a file that cannot be accepted. */
  read(source: ModelSource, context: ImportContext): Promise<Graph>;
}
