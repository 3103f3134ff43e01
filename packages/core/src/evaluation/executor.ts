import { setImmediate as nextTurn } from 'node:timers/promises';
import { prepare } from '../interpreter/interpret.ts';
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

/** Runs a graph on many inputs. */
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

/** Milliseconds after which the event loop gets its turn: signals are seen, progress is drawn. */
const turn = 50;

/** The operators' reference execution: slow, and the same everywhere. */
export const interpreterExecutor: Executor = {
  name: 'interpreter',
  async run({ graph, constants, toolkit: { operators } }, count, inputs, take) {
    const runner = prepare(graph, { operators, constants });
    let last = performance.now();
    for (let index = 0; index < count; index++) {
      take(runner.run(inputs(index)));
      if (performance.now() - last < turn) continue;
      await nextTurn();
      last = performance.now();
    }
  },
};
