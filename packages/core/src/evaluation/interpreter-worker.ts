/** A thread that runs one graph on the inputs that it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Json } from '../pipeline/json.ts';
import { loadPackage } from '../pipeline/pass-package.ts';
import { isTinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { prepare } from '../interpreter/interpret.ts';
import { valueOf, type Digest } from '../ir/graph.ts';
import { graphFromJson } from '../ir/serialize.ts';
import { hopsOf } from './hops.ts';
import type { Tensor, TensorData } from '../ir/tensor.ts';
import { isOperatorError, type Operator } from '../op/define-operator.ts';
import type { OperatorPackage } from '../toolkit.ts';

export interface WorkerSetting {
  readonly graph: Json;
  readonly constants: ReadonlyMap<Digest, Uint8Array>;
  /** URL of the module that exports `builtinOperators`. */
  readonly operators: string;
  readonly packages: readonly OperatorPackage[];
}

export interface Task {
  readonly index: number;
  readonly inputs: readonly TensorData[];
}

/** What went wrong, as data: the user's mistake, an operator that cannot run, or a bug. */
export type WorkerFailure =
  | { readonly diagnostics: readonly Diagnostic[] }
  | { readonly operator: string }
  | { readonly bug: string; readonly stack: string | undefined };

export type TaskResult =
  | { readonly index: number; readonly outputs: readonly TensorData[] }
  | { readonly index: number; readonly failure: WorkerFailure };

const asFailure = (error: unknown): WorkerFailure => {
  if (isTinymlError(error)) return { diagnostics: error.diagnostics };
  const { message, stack } = error as Error;
  return isOperatorError(error) ? { operator: message } : { bug: message, stack };
};

const { graph: json, constants, operators: builtins, packages } = workerData as WorkerSetting;
const graph = graphFromJson(json);

const makeRunner = async (): Promise<(inputs: readonly TensorData[]) => readonly TensorData[]> => {
  const loaded = await Promise.all(packages.map(({ name, version, file }) => loadPackage(name, version, file)));
  const { builtinOperators } = (await import(builtins)) as { builtinOperators: readonly Operator[] };
  const operators = [...builtinOperators, ...loaded.flatMap((own) => own.operators)];
  const runner = prepare(graph, {
    operators: new Map(operators.map((operator) => [operator.name, operator])),
    constants: {
      get: (digest) => constants.get(digest) as Uint8Array,
      put: () => {
        throw new Error('running a graph stores no constants');
      },
    },
  });
  return (inputs) => {
    runner.reset();
    const tensors = graph.inputs.map((id, i): Tensor => ({
      type: valueOf(graph, id).type,
      data: inputs[i] as TensorData,
    }));
    const last = hopsOf(graph, tensors).reduce<readonly Tensor[]>((_, hop) => runner.run(hop), []);
    return last.map(({ data }) => data);
  };
};

const running = makeRunner();
// Whoever is waiting for a result gets the failure; here it must not end the thread first.
running.catch(() => undefined);

parentPort?.on('message', ({ index, inputs }: Task) => {
  void running
    .then((run): TaskResult => ({ index, outputs: run(inputs) }))
    .catch((error: unknown): TaskResult => ({ index, failure: asFailure(error) }))
    .then((result) => parentPort?.postMessage(result));
});
