import { Worker } from 'node:worker_threads';
import { graphBlobs } from '../pipeline/graph-blobs.ts';
import { executionFailed } from '../diagnostics/catalogue/data.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { valueOf } from '../ir/graph.ts';
import { graphToJson } from '../ir/serialize.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { Executable, ExecutionLimits } from './executor.ts';
import type { Task, TaskResult, WorkerFailure, WorkerSetting } from './interpreter-worker.ts';

/** Tasks that a worker has before it at a time: it need not wait for the next. */
const ahead = 4;

/** Starts the worker's code, which lies beside this file. */
const startWorker = (workerData: WorkerSetting): Worker => {
  const entry = import.meta.url.replace(/-workers(\.[jt]s)$/, '-worker$1');
  if (entry.endsWith('.js')) return new Worker(new URL(entry), { workerData });
  // A checkout runs on its sources by way of tsx, which a thread does not take over from the process.
  const tsx = import.meta.resolve('tsx/esm/api');
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => (register(), import(${JSON.stringify(entry)})));`;
  return new Worker(code, { workerData, eval: true });
};

const errorOf = (failure: WorkerFailure): Error => {
  if ('diagnostics' in failure) return new TinymlError(...failure.diagnostics);
  if ('operator' in failure) return new TinymlError(executionFailed(failure.operator));
  return Object.assign(new Error(failure.bug), { stack: failure.stack });
};

interface Job {
  readonly first: number;
  readonly count: number;
  inputs(index: number): readonly Tensor[];
  take(outputs: readonly Tensor[]): void;
}

/**
 * Runs inputs `first` … `count` − 1 on the interpreter in worker threads and hands over the results in their order.
 * @throws TinymlError what a worker threw for the first input that failed; TML817 where a worker died
 */
export const runInWorkers = async (
  { graph, constants, toolkit }: Executable,
  { first, count, inputs, take }: Job,
  { jobs, signal }: ExecutionLimits & { readonly jobs: number },
): Promise<void> => {
  const setting: WorkerSetting = {
    graph: graphToJson(graph),
    // Copies: a view would take the whole buffer that it lies in along.
    constants: new Map(graphBlobs(graph).map((digest) => [digest, new Uint8Array(constants.get(digest))])),
    operators: toolkit.operatorsModule,
    packages: toolkit.operatorPackages ?? [],
  };
  const types = graph.outputs.map((id) => valueOf(graph, id).type);
  const workers = Array.from({ length: Math.min(jobs, count - first) }, () => startWorker(setting));
  let onAbort = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      onAbort = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort);
      signal.throwIfAborted();
      const waiting = new Map<number, TaskResult>();
      let [next, taken] = [first, first];
      const feed = (worker: Worker): void => {
        if (next >= count) return;
        const task: Task = { index: next, inputs: inputs(next).map(({ data }) => data) };
        next += 1;
        worker.postMessage(task);
      };
      const collect = (): void => {
        for (let result = waiting.get(taken); result !== undefined; result = waiting.get(taken)) {
          waiting.delete(taken);
          taken += 1;
          if ('failure' in result) throw errorOf(result.failure);
          take(result.outputs.map((data, i) => ({ type: types[i] as Tensor['type'], data })));
        }
        if (taken === count) resolve();
      };
      const orReject = (action: () => void): void => {
        try {
          action();
        } catch (error) {
          reject(error as Error);
        }
      };
      for (const worker of workers) {
        worker.on('message', (result: TaskResult) => {
          waiting.set(result.index, result);
          orReject(() => {
            feed(worker);
            collect();
          });
        });
        worker.on('error', (error) => {
          reject(new TinymlError(executionFailed(`a worker thread ended: ${error.message}`)));
        });
        orReject(() => {
          for (let i = 0; i < ahead; i++) feed(worker);
        });
      }
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};
