import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Graph } from '../ir/graph.ts';
import type { Constants } from '../pass/define-pass.ts';
import type { Target } from '../hardware/target.ts';
import type { Toolkit } from '../toolkit.ts';
import type { Accuracy } from './accuracy.ts';
import type { LowerRequest, RecordParts } from './backend.ts';
import type { Json } from './json.ts';
import type { ListedFile } from '../output/output-file.ts';
import type { StageRun } from './stage.ts';

/** `tinyml-build.json`, or `tinyml-build.<name>.json` of a further model: schema `tinyml-build/1`. */
export interface BuildRecord extends RecordParts {
  readonly schema: 'tinyml-build/1';
  readonly name: string;
  readonly tinyml: string;
  readonly target: { readonly core: string; readonly board: string | null; readonly clockHz: number | null };
  readonly stages: readonly {
    readonly name: string;
    readonly key: string;
    readonly summary: string;
    readonly metrics: Json;
  }[];
  readonly files: readonly ListedFile[];
}

/** What a build gave. `diagnostics` has everything that was reported on the way, none of it an error. */
export interface BuildResult {
  readonly record: BuildRecord;
  /** Where the record lies, relative to `dir`. */
  readonly recordPath: string;
  readonly dir: string;
  readonly run: {
    readonly stages: readonly {
      readonly name: string;
      readonly cached: boolean;
      /** It came from the cache that a team shares. */
      readonly remote?: true;
      readonly seconds: number;
    }[];
    readonly seconds: number;
  };
  /** Files that were written, relative to `dir`. */
  readonly written: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The model as it was lowered, after all passes, with its constants: for verification. */
  readonly graph: Graph;
  readonly constants: Constants;
  readonly target: Target;
  /** Bytes that the C was made to fit in. */
  readonly budget: LowerRequest['budget'];
  readonly toolkit: Toolkit;
}

/** The record of a build, in the order that a reader wants. */
export const buildRecord = (
  name: string,
  version: string,
  target: Target,
  runs: readonly StageRun[],
  parts: RecordParts,
  accuracy: Accuracy,
  files: readonly ListedFile[],
): BuildRecord => {
  const { inputs, outputs, c, memory, model, kernels, application, metrics } = parts;
  return {
    schema: 'tinyml-build/1',
    name,
    tinyml: version,
    target: { core: target.core, board: target.board, clockHz: target.clockHz },
    stages: runs.map(({ name: stage, key, record }) => ({
      name: stage,
      key,
      summary: record.output.summary,
      metrics: record.output.metrics as Json,
    })),
    inputs,
    outputs,
    c,
    memory,
    model,
    kernels,
    metrics: { ...metrics, ...accuracy },
    application,
    files,
  };
};
