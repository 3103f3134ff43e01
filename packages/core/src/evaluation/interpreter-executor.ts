import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { executionFailed } from '../diagnostics/catalogue/data.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { prepare } from '../interpreter/interpret.ts';
import { isOperatorError } from '../op/define-operator.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { ExecutionLimits, Executor } from './executor.ts';
import { hopsOf } from './hops.ts';
import { runInWorkers } from './interpreter-workers.ts';

/** Milliseconds after which the event loop gets its turn: signals are seen, progress is drawn. */
const turn = 50;

/** Milliseconds of work that are not worth the start of threads. */
const alone = 300;

/**
 * The operators' reference execution: slow, and the same everywhere. What is not done soon is shared among worker
 * threads; results do not depend on how many there are.
 * @throws TinymlError TML817 where a node cannot run
 */
export const interpreterExecutor = ({ jobs = availableParallelism(), signal }: ExecutionLimits): Executor => ({
  name: 'interpreter',
  async run(executable, count, inputs, take) {
    const { graph, constants, toolkit } = executable;
    const started = performance.now();
    let last = started;
    let index = 0;
    try {
      const runner = prepare(graph, { operators: toolkit.operators, constants });
      for (; index < count && (jobs === 1 || performance.now() - started < alone); index++) {
        runner.reset();
        take(hopsOf(graph, inputs(index)).reduce<readonly Tensor[]>((_, hop) => runner.run(hop), []));
        if (performance.now() - last < turn) continue;
        await nextTurn();
        signal.throwIfAborted();
        last = performance.now();
      }
    } catch (error) {
      throw isOperatorError(error) ? new TinymlError(executionFailed(error.message)) : error;
    }
    if (index < count) await runInWorkers(executable, { first: index, count, inputs, take }, { jobs, signal });
  },
});
