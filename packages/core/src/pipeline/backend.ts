import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import type { Constants, Metrics } from '../pass/define-pass.ts';
import type { Target } from '../hardware/target.ts';
import type { Toolkit } from '../toolkit.ts';
import type { Codec, Json } from './json.ts';
import type { OutputFile, SharedFile } from '../output/output-file.ts';
import type { TreeRecord } from '../output/tree-record.ts';

/** Parts of the output that the manifest chooses. */
export interface OutputOptions {
  readonly project: 'platformio' | 'library' | 'cmake';
  readonly runtime: 'native' | 'tflite-micro';
  readonly arena: 'static' | 'external';
}

export interface LowerRequest {
  readonly graph: Graph;
  readonly name: string;
  /** Name without folder, and digest, of the source model's file: for the comments of generated files. */
  readonly modelFile: string;
  readonly modelDigest: Digest;
  readonly target: Target;
  readonly budget: { readonly flash: number | null; readonly ram: number | null };
  readonly toolkit: Toolkit;
  readonly constants: Constants;
  readonly output: OutputOptions;
  readonly tinymlVersion: string;
}

/** A graph made into a schedule with memory plan. `blobs`: all constants that `program` names. */
export interface LoweredProgram<P> {
  readonly program: P;
  readonly blobs: readonly Digest[];
  readonly summary: string;
  readonly metrics: Metrics;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the build record says about the emitted program: `inputs`, `outputs`, `c`, `memory`, `model`, `kernels`, `application`. */
export interface RecordParts {
  readonly inputs: Json;
  readonly outputs: Json;
  readonly c: Json;
  readonly memory: {
    readonly [key: string]: Json;
    /** Bytes of constants, all of them in flash. */
    readonly weights: number;
    /** `core`: whose table it is. `unknown`: kernels whose size nobody gives; then `bytes` is null. */
    readonly code: {
      readonly [key: string]: Json;
      readonly bytes: number | null;
      readonly core: string;
      readonly unknown: readonly string[];
    };
    readonly arena: number;
    /** null: not known, as of a program with a kernel whose size nobody gives. */
    readonly flash: number | null;
    readonly ram: number | null;
    /** One for each memory that arenas lie in; `limit` null: not known. */
    readonly regions: readonly { readonly name: string; readonly arena: number; readonly limit: number | null }[];
  };
  readonly model: Json;
  readonly kernels: Json;
  /** What an application around the model, and its project, have to know of it: see `Backend.shared`. */
  readonly application: Json;
  readonly metrics: Metrics;
}

/** Where a program needs most memory. */
export interface Peak {
  /** Position in the schedule. */
  readonly step: number;
  /** The layers that run then. */
  readonly operators: readonly { readonly name: string; readonly op: string }[];
  /** What is alive then, the largest first. Bytes; one that is written over another counts as well. */
  readonly tensors: readonly { readonly name: string; readonly bytes: number }[];
}

/** What a lowered program takes of its target. */
export interface MeasuredProgram extends Pick<RecordParts, 'memory' | 'metrics'> {
  /** undefined: not known. */
  readonly peak?: Peak | undefined;
}

export interface EmittedTree {
  /** All of them tinyml's, under the names that they have in a folder of one model. */
  readonly files: readonly OutputFile[];
  readonly record: RecordParts;
  readonly summary: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes C of a graph by way of a program `P`. The build runs it as two stages; the command line plugs in code generation here. */
export interface Backend<P> {
  /** How the cache keeps programs. */
  readonly program: Codec<P>;
  /** Digest of the code that lowers and emits, kernels included. */
  digest(): Promise<Digest>;
  lower(request: LowerRequest): Promise<LoweredProgram<P>>;
  /** What a lowered program takes of the target. */
  measure(request: LowerRequest, program: P): MeasuredProgram;
  emit(request: LowerRequest, program: P): Promise<EmittedTree>;
  /**
   * The files of the user that go around models which share a folder: those just built, by their `application`, and
   * the others that it holds. `exists`: whether something stands at a path of the folder.
   */
  shared(
    applications: readonly Json[],
    others: readonly TreeRecord[],
    exists: (path: string) => boolean,
  ): readonly SharedFile[];
}
