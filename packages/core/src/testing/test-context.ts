import { Ajv } from 'ajv';
import type { Samples } from '../data/samples.ts';
import { valueOf, type Graph } from '../ir/graph.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Constants, Pass, PassContext } from '../pass/define-pass.ts';
import type { Target } from '../hardware/target.ts';
import { seededRandom } from '../pass/seeded-random.ts';
import { seededTensor } from './seeded-tensor.ts';

/** A host without limits. */
export const hostTarget: Target = {
  core: 'host',
  board: null,
  clockHz: null,
  flash: null,
  ram: null,
  memory: [],
  priority: ['size', 'accuracy', 'latency'],
};

const ajv = new Ajv({ useDefaults: true, strict: false, allErrors: true });

/** `options` with the pass's defaults. @throws Error naming what the pass's schema refuses */
export const completeOptions = (pass: Pass, options: unknown): Readonly<Record<string, unknown>> => {
  const complete = structuredClone(options ?? {}) as Record<string, unknown>;
  const validate = ajv.compile(pass.options);
  if (!validate(complete)) throw new Error(`options of ${pass.name}: ${ajv.errorsText(validate.errors)}`);
  return complete;
};

const seededSamples = (graph: Graph): Samples => ({
  count: 16,
  inputs: (index) =>
    graph.inputs.map(
      (id, i) =>
        seededTensor(
          { dtype: 'float32', shape: valueOf(graph, id).type.shape },
          1000 + index * 10 + i,
        ) as Tensor<Float32Array>,
    ),
});

export interface TestContextOptions {
  readonly operators: OperatorTable;
  readonly constants: Constants;
  readonly target?: Target;
  /** Default: 16 seeded samples in [−1, 1). */
  readonly samples?: Samples;
}

/** What a pass gets in a test: seeded data for each split, no files. */
export const testContext = (
  pass: Pass,
  graph: Graph,
  options: unknown,
  { operators, constants, target = hostTarget, samples = seededSamples(graph) }: TestContextOptions,
): PassContext<Readonly<Record<string, unknown>>> => ({
  options: completeOptions(pass, options),
  target,
  data: () => Promise.resolve(samples),
  constants,
  operators,
  readFile: (path) => Promise.reject(new Error(`a pass case has no files: ${path}`)),
  report: () => undefined,
  progress: () => undefined,
  signal: new AbortController().signal,
  checkpoints: { load: () => undefined, save: () => undefined },
  random: seededRandom(0),
});
