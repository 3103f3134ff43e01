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

/** Shapes that fix what a file leaves open: by the names of inputs, or that of the only one. */
export type InputShapes = readonly number[] | Readonly<Record<string, readonly number[]>>;

export interface ImportContext {
  readonly constants: Constants;
  readonly operators: OperatorTable;
  /** Which of the file's signatures is wanted; default: the first, or the file's only graph. */
  readonly signature?: string;
  /** Shapes of inputs. A file's fixed sizes stay as they are: another size for them is an error. */
  readonly inputs?: InputShapes;
}

/** All layers of a file that may have some that tinyml cannot run. */
export interface ModelOutline {
  /** A node for each layer, in the file's order; of those that cannot run only names, operands and results are true. */
  readonly graph: Graph;
  /** Why a layer cannot run, by the ids of such nodes. */
  readonly unsupported: ReadonlyMap<string, string>;
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
  /** The same for a folder, by the names in it. Default: no folder is of this format. */
  detectFolder?(names: readonly string[]): boolean;
  /** Its images are [n, c, h, w]. */
  readonly channelsFirst?: true;
  /** Files of this format may have several signatures: `ImportContext.signature` is heeded. */
  readonly signatures?: true;
  /** What a file holds that `read` refuses. @throws TinymlError where not even that can be told. */
  outline?(source: ModelSource, context: ImportContext): Promise<ModelOutline>;
  /** @throws TinymlError (TML2xx, TML3xx) naming every problem of a file that cannot be accepted. */
  read(source: ModelSource, context: ImportContext): Promise<Graph>;
}
