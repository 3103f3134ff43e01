import { describe, expect, test } from '@jest/globals';
import {
  digestOf,
  interpret,
  memoryConstants,
  nodeMacs,
  toBytes,
  type Constants,
  type Graph,
  type Node,
  type TensorType,
} from '@tinyml/core';
import {
  graphDigest,
  type Json,
  graphFromJson,
  graphToJson,
  parseGraph,
  printGraph,
  verifyGraph,
} from '@tinyml/core/internal';
import { builtinOperatorTable as operators } from '@tinyml/operators';
import { graphBlobs } from '../../../core/src/pipeline/graph-blobs.ts';
import { mergeDuplicates } from '../../../passes/src/merge-duplicates.ts';

const int: TensorType = { dtype: 'int32', shape: [] };
const vector: TensorType = { dtype: 'float32', shape: [2] };
const bool: TensorType = { dtype: 'bool', shape: [] };

interface Parts {
  readonly inputs: Readonly<Record<string, TensorType>>;
  readonly computed?: Readonly<Record<string, TensorType>>;
  readonly numbers?: Readonly<Record<string, number>>;
  readonly nodes?: readonly (Omit<Node, 'attrs'> & { readonly attrs?: object })[];
  readonly outputs: readonly string[];
}

const graphOf = (
  name: string,
  constants: Constants,
  { inputs, computed = {}, numbers = {}, ...parts }: Parts,
): Graph => ({
  name,
  inputs: Object.keys(inputs),
  outputs: parts.outputs,
  values: new Map([
    ...[...Object.entries(inputs), ...Object.entries(computed)].map(([id, type]) => [id, { id, type }] as const),
    ...Object.entries(numbers).map(
      ([id, value]) => [id, { id, type: int, data: constants.put(toBytes(Int32Array.of(value))) }] as const,
    ),
  ]),
  nodes: (parts.nodes ?? []).map((node) => ({ attrs: {}, ...node }) as Node),
});

const add = { op: 'add', attrs: { activation: 'none' } };

/** `turns` times a and b change places. */
const swapping = (constants: Constants, turns: number, body: Partial<Parts> = {}): Graph => {
  const carried = { i: int, a: vector, b: vector };
  const condition = graphOf('condition', constants, {
    inputs: carried,
    computed: { c: bool },
    numbers: { n: turns },
    nodes: [{ id: 'less', op: 'less', inputs: ['i', 'n'], outputs: ['c'] }],
    outputs: ['c'],
  });
  const swap = graphOf('body', constants, {
    inputs: carried,
    computed: { j: int },
    numbers: { one: 1 },
    nodes: [{ id: 'count', ...add, inputs: ['i', 'one'], outputs: ['j'] }],
    outputs: ['j', 'b', 'a'],
    ...body,
  });
  return graphOf('swapping', constants, {
    inputs: { x: vector, y: vector },
    computed: { end: int, first: vector, second: vector },
    numbers: { zero: 0 },
    nodes: [
      {
        id: 'loop',
        op: 'while',
        inputs: ['zero', 'x', 'y'],
        outputs: ['end', 'first', 'second'],
        graphs: [condition, swap],
      },
    ],
    outputs: ['first', 'second', 'end'],
  });
};

const run = (graph: Graph, constants: Constants): readonly (readonly number[])[] =>
  interpret(
    graph,
    [Float32Array.of(1, 2), Float32Array.of(3, 4)].map((data) => ({ type: vector, data })),
    { operators, constants },
  ).map(({ data }) => Array.from(data as Float32Array));

describe('a loop', () => {
  test('gives all values their next ones at once', () => {
    const constants = memoryConstants();
    expect(run(swapping(constants, 3), constants)).toEqual([[3, 4], [1, 2], [3]]);
    expect(run(swapping(constants, 2), constants)).toEqual([[1, 2], [3, 4], [2]]);
    expect(run(swapping(constants, 0), constants)).toEqual([[1, 2], [3, 4], [0]]);
  });

  test('keeps the types of its values, and its graphs are sound', () => {
    const constants = memoryConstants();
    const problems = (body: Partial<Parts>): readonly string[] =>
      verifyGraph(swapping(constants, 3, body), operators, constants).map(({ code, message }) => `${code} ${message}`);
    expect(problems({})).toEqual([]);
    expect(problems({ outputs: ['j', 'b', 'j'] })).toEqual([
      expect.stringMatching(/^TML304 .*what the body gives: tensor 2/),
    ]);
    expect(problems({ outputs: ['j', 'b'] })).toEqual([expect.stringMatching(/2 tensors instead of 3/)]);
    expect(problems({ outputs: ['j', 'b', 'nothing'] })).toEqual([expect.stringMatching(/^TML302/)]);
    expect(problems({ nodes: [{ id: 'count', ...add, inputs: ['i', 'a'], outputs: ['j'] }] }).length).toBeGreaterThan(
      0,
    );
  });

  test('a graph stays itself as text and as JSON, and its digest and constants are those of all graphs', () => {
    const constants = memoryConstants();
    const graph = swapping(constants, 3);
    expect(parseGraph(printGraph(graph), constants)).toEqual(graph);
    expect(parseGraph(printGraph(graph, { constants }), constants)).toEqual(graph);
    expect(graphFromJson(JSON.parse(JSON.stringify(graphToJson(graph))) as Json)).toEqual(graph);
    expect(graphDigest(graph)).not.toBe(graphDigest(swapping(constants, 4)));
    expect(graphBlobs(graph)).toContain(digestOf(toBytes(Int32Array.of(3))));
  });

  test('only operators that run graphs may hold some', () => {
    const constants = memoryConstants();
    const graph = swapping(constants, 3);
    const nodes = graph.nodes.map((node) => ({ ...node, op: 'concatenation', attrs: { axis: 0, activation: 'none' } }));
    const problems = verifyGraph({ ...graph, nodes } as Graph, operators, constants);
    expect(new Set(problems.map(({ message }) => message))).toEqual(
      new Set(['concatenation (loop) holds graphs, which its operator does not run']),
    );
  });

  test('loops with other graphs are not merged', async () => {
    const constants = memoryConstants();
    const one = swapping(constants, 3);
    const other = swapping(constants, 2);
    const values = new Map([
      ...one.values,
      ...[...other.values.values()].map((value) => [`${value.id}2`, { ...value, id: `${value.id}2` }] as const),
    ]);
    const twice = (second: Graph): Graph => ({
      ...one,
      values: new Map([...values].filter(([id]) => !['x2', 'y2', 'zero2'].includes(id))),
      nodes: [
        ...one.nodes,
        ...second.nodes.map((node) => ({ ...node, id: 'loop2', outputs: node.outputs.map((id) => `${id}2`) })),
        { id: 'sum', ...add, inputs: ['first', 'first2'], outputs: ['second'] } as unknown as Node,
      ].map((node) => (node.id === 'loop' ? { ...node, outputs: ['end', 'first', 'unread'] } : node)),
    });
    const counted = async (graph: Graph): Promise<number> => {
      const sound: Graph = {
        ...graph,
        outputs: ['second'],
        values: new Map([...graph.values, ['unread', { id: 'unread', type: vector }]]),
      };
      const result = await mergeDuplicates.run(sound, { constants, operators, options: {} } as never);
      return (result as Graph).nodes.filter(({ op }) => op === 'while').length;
    };
    expect(await counted(twice(one))).toBe(1);
    expect(await counted(twice(other))).toBe(2);
  });
});

test('multiply-accumulates are those of one turn, or of all where their number is known', () => {
  const constants = memoryConstants();
  const weights: TensorType = { dtype: 'float32', shape: [2, 2] };
  const row: TensorType = { dtype: 'float32', shape: [1, 2] };
  const carried = { i: int, x: row, w: weights };
  const condition = graphOf('condition', constants, {
    inputs: carried,
    computed: { c: bool },
    nodes: [{ id: 'less', op: 'less', inputs: ['i', 'i'], outputs: ['c'] }],
    outputs: ['c'],
  });
  const body = graphOf('body', constants, {
    inputs: carried,
    computed: { y: row },
    nodes: [
      {
        id: 'dense',
        op: 'fully_connected',
        attrs: { activation: 'none', keepNumDims: false },
        inputs: ['x', 'w'],
        outputs: ['y'],
      },
    ],
    outputs: ['i', 'y', 'w'],
  });
  const loop = {
    id: 'loop',
    op: 'while',
    inputs: ['i', 'x', 'w'],
    outputs: ['i1', 'x1', 'w1'],
    graphs: [condition, body],
  };
  const graph = graphOf('model', constants, {
    inputs: carried,
    computed: { i1: int, x1: row, w1: weights },
    nodes: [loop],
    outputs: ['x1'],
  });
  const macs = (attrs: object): number => nodeMacs(graph, { ...loop, attrs } as Node, operators);
  expect([macs({}), macs({ turns: 5 })]).toEqual([4, 20]);
});
