import { describe, expect, test } from '@jest/globals';
import { memoryConstants, prepare, type Graph } from '@tinyml/core';
import { verifyGraph } from '@tinyml/core/internal';
import { outlineTflite } from '../src/tflite/outline.ts';
import { readTflite } from '../src/tflite/read.ts';
import type { Encodable } from '../src/tflite/tables.ts';
import { operators } from './operators.ts';
import { buildTflite, problemsOf, vector, type Operator, type Tensor } from './tflite-parts.ts';

const codes = { relu: 19, add: 0, once: 129, handle: 142, read: 143, assign: 144 } as const;
const names = Object.keys(codes) as (keyof typeof codes)[];

const handleOptions = { container: [0, 'string'], sharedName: [1, 'string'] } as const;
const onceOptions = { initSubgraphIndex: [0, 'int32'] } as const;

const op = (name: keyof typeof codes, inputs: readonly number[], outputs: readonly number[]): Operator => ({
  opcodeIndex: names.indexOf(name),
  inputs,
  outputs,
});

const handle = (output: number, sharedName: string): Operator => ({
  ...op('handle', [], [output]),
  builtinOptionsType: 111,
  builtinOptions: { fields: handleOptions, values: { sharedName } },
});

const once = (graph: number): Operator => ({
  ...op('once', [], []),
  builtinOptionsType: 103,
  builtinOptions: { fields: onceOptions, values: { initSubgraphIndex: graph } },
});

const resource = (name: string): Tensor => ({ type: 13, shape: [], name });
const floats = (name: string): Tensor => ({ ...vector, name });

interface Given {
  readonly tensors: readonly Tensor[];
  readonly operators: readonly Operator[];
  readonly outputs: readonly number[];
  readonly initial?: readonly Operator[];
}

/** x is tensor 0; the second graph's tensors are a handle and a constant of 1, 2, 3, 4. */
const build = ({ initial, operators: main, outputs, tensors }: Given): Uint8Array => {
  const first: Encodable<'SubGraph'> = { tensors: [floats('x'), ...tensors], inputs: [0], outputs, operators: main };
  const second: Encodable<'SubGraph'> = {
    name: 'init',
    tensors: [resource('h'), { ...floats('c'), buffer: 1 }, floats('computed')],
    operators: initial ?? [],
  };
  return buildTflite({
    codes: names.map((name) => ({ deprecatedBuiltinCode: Math.min(127, codes[name]), builtinCode: codes[name] })),
    buffers: [{}, { data: new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer) }],
    model: { subgraphs: initial === undefined ? [first] : [first, second] },
  });
};

const runTwice = (bytes: Uint8Array): { readonly graph: Graph; readonly outputs: readonly (readonly number[])[] } => {
  const constants = memoryConstants();
  const graph = readTflite('m.tflite', 'm', bytes, { constants, operators });
  expect(verifyGraph(graph, operators, constants)).toEqual([]);
  const runner = prepare(graph, { constants, operators });
  const type = { dtype: 'float32', shape: [1, 4] } as const;
  const once = () => runner.run([{ type, data: Float32Array.of(10, 20, 30, 40) }]).map(({ data }) => Number(data[0]));
  return { graph, outputs: [once(), once()] };
};

const sum = [resource('v'), floats('old'), floats('new')];
const sumOperators = [handle(1, 'v'), op('read', [1], [2]), op('add', [0, 2], [3]), op('assign', [1, 3], [])];
const initial = [handle(0, 'v'), op('assign', [0, 1], [])];

describe('variables of a .tflite file', () => {
  test('are state, zero at first', () => {
    const { graph, outputs } = runTwice(build({ tensors: sum, operators: sumOperators, outputs: [3] }));
    expect(graph.state).toEqual([{ name: 'v', input: 'old', output: 'new' }]);
    expect(graph.nodes.map((node) => node.op)).toEqual(['add']);
    expect(outputs).toEqual([[10], [20]]);
  });

  test('begin with what the graph of CALL_ONCE assigns', () => {
    const given = { tensors: sum, operators: [once(1), ...sumOperators], outputs: [3], initial };
    expect(runTwice(build(given)).outputs).toEqual([[11], [21]]);
  });

  test('what is read after an assignment is what was assigned', () => {
    const tensors = [...sum, resource('same'), floats('again'), floats('y')];
    const more = [handle(4, 'v'), op('read', [4], [5]), op('relu', [5], [6])];
    const { graph, outputs } = runTwice(build({ tensors, operators: [...sumOperators, ...more], outputs: [6, 5, 2] }));
    expect(graph.outputs).toEqual(['y', 'new', 'old']);
    expect(outputs).toEqual([[10, 10, 0], [20, 20, 10]]); // prettier-ignore
  });

  test('that nothing assigns are constants; that nothing reads are left out', () => {
    const tensors = [resource('v'), floats('old'), floats('y'), resource('w')];
    const main = [once(1), handle(1, 'v'), op('read', [1], [2]), op('add', [0, 2], [3]), handle(4, 'w'), op('assign', [4, 3], [])]; // prettier-ignore
    const { graph, outputs } = runTwice(build({ tensors, operators: main, outputs: [3], initial }));
    expect(graph.state).toBeUndefined();
    expect(graph.values.get('old')?.data).toBeDefined();
    expect(outputs).toEqual([[11], [11]]);
  });

  test('initial values that are computed are refused by the operator that computes them', () => {
    const computed = [handle(0, 'v'), op('relu', [1], [2]), op('assign', [0, 2], [])];
    const bytes = build({ tensors: sum, operators: [once(1), ...sumOperators], outputs: [3], initial: computed });
    expect(problemsOf(bytes).map(({ message }) => message).join('\n')).toMatch(/RELU in the graph that gives variables/); // prettier-ignore
  });

  test.each([
    ['a graph that is not there', [once(7), ...sumOperators], /graph 7 of 1/],
    ['a variable that no operator gives', sumOperators.slice(1), /no VAR_HANDLE gives its variable/],
    ['a read without a result', [handle(1, 'v'), op('read', [1], [])], /it has no result/],
  ] as const)('%s is a damaged file', (_, main, message) => {
    const found = problemsOf(build({ tensors: sum, operators: main, outputs: [0] }));
    expect(found.map((problem) => problem.message).join('\n')).toMatch(message);
  });

  test('an outline has the state and no layers for it', () => {
    const bytes = build({ tensors: sum, operators: sumOperators, outputs: [3] });
    const { graph, unsupported } = outlineTflite('m.tflite', 'm', bytes, { constants: memoryConstants(), operators });
    expect(graph.state).toHaveLength(1);
    expect(unsupported.size).toBe(0);
  });
});
