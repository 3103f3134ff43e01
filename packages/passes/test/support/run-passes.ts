import {
  type Constants,
  type Diagnostic,
  type Graph,
  type OperatorTable,
  type PassResult,
  type Samples,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { testContext } from '@tinyml/core/testing';
import { builtinPasses } from '../../src/index.ts';

export const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

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
  table: OperatorTable = operators,
): Promise<PassRun> => {
  const pass = builtinPasses.find((candidate) => candidate.name === name);
  if (pass === undefined) throw new Error(`no pass ${name}`);
  const reported: Diagnostic[] = [];
  const context = {
    ...testContext(pass, graph, given, { operators: table, constants, ...(samples && { samples }) }),
    report: (diagnostic: Diagnostic) => void reported.push(diagnostic),
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
