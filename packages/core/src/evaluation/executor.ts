import type { Graph } from '../ir/graph.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { Constants } from '../pass/define-pass.ts';
import type { Toolkit } from '../toolkit.ts';

/** A graph and what is needed to run it. */
export interface Executable {
  readonly graph: Graph;
  readonly constants: Constants;
  readonly toolkit: Toolkit;
}

/** How an executor works. */
export interface ExecutionLimits {
  /** Threads or processes at once. Default: as many as there are cores. */
  readonly jobs?: number;
  readonly signal: AbortSignal;
}

/**
 * Runs a graph on many inputs. Each starts from fresh state, so that their order does not matter. Of a graph that takes the new frames of
 * a window, an input is the whole window: it goes in hop by hop, and gives the outputs of the last one.
 */
export interface Executor {
  /** Goes into the cache's key, with all that may change results: `interpreter`, `host cc`. */
  readonly name: string;
  /** Hands the outputs of inputs 0 … `count` − 1 to `take`, in that order. What `take` throws ends it. */
  run(
    executable: Executable,
    count: number,
    inputs: (index: number) => readonly Tensor[],
    take: (outputs: readonly Tensor[]) => void,
  ): Promise<void>;
}
