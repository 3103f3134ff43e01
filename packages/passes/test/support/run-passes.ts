import {
  builtinOperators,
  type Constants,
  type DataSplit,
  type Diagnostic,
  type Graph,
  type Operator,
  type Pass,
  type PassContext,
  type PassResult,
  type Samples,
} from '@tinyml/core';
import { builtinPasses } from '../../src/index.ts';

export const operators: ReadonlyMap<string, Operator> = new Map(
  builtinOperators.map((operator) => [operator.name, operator]),
);

/** An option schema's defaults with `given` over them. */
const withDefaults = (pass: Pass, given: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(pass.options.properties).flatMap(([name, schema]) =>
      'default' in schema && schema.default !== undefined ? [[name, schema.default]] : [],
    ),
  ),
  ...given,
});

export interface PassRun extends PassResult {
  readonly reported: readonly Diagnostic[];
}

/** Runs one built-in pass outside a build. */
export const runPass = async (
  name: string,
  graph: Graph,
  constants: Constants,
  given: Readonly<Record<string, unknown>> = {},
  samples?: Samples,
): Promise<PassRun> => {
  const pass = builtinPasses.find((candidate) => candidate.name === name);
  if (pass === undefined) throw new Error(`no pass ${name}`);
  const reported: Diagnostic[] = [];
  const context: PassContext<Record<string, unknown>> = {
    options: withDefaults(pass, given),
    target: {
      core: 'cortex-m4f',
      board: null,
      clockHz: null,
      flash: null,
      ram: null,
      memory: [],
      priority: ['size', 'accuracy', 'latency'],
    },
    data: (split: DataSplit) =>
      samples === undefined ? Promise.reject(new Error(`no ${split} data`)) : Promise.resolve(samples),
    constants,
    operators,
    readFile: (path) => Promise.reject(new Error(`${path} is not read`)),
    report: (diagnostic) => void reported.push(diagnostic),
    progress: () => undefined,
    signal: new AbortController().signal,
    random: () => 0.5,
  };
  const result = await pass.run(graph, context as never);
  return 'graph' in result ? { ...result, reported } : { graph: result, reported };
};

/** What `lossless` does before quantisation. */
export const canonicalise = async (graph: Graph, constants: Constants): Promise<Graph> => {
  let current = graph;
  for (const name of [
    'fold-constants',
    'remove-identity',
    'fuse-pad',
    'fold-batch-norm',
    'simplify-arithmetic',
    'fuse-activation',
    'merge-duplicates',
    'eliminate-dead-nodes',
  ]) {
    current = (await runPass(name, current, constants)).graph;
  }
  return current;
};
