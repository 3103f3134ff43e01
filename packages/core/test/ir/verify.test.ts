import { describe, expect, test } from '@jest/globals';
import { isTinymlError, type Graph, type Node, type Value } from '@tinyml/core';
import { graphDigest, graphFromJson, graphToJson, verifyAfterPass, verifyGraph } from '@tinyml/core/internal';
import { float, operators, sampleGraph } from './sample-graph.ts';

const { graph, constants } = sampleGraph();
const codes = (broken: Graph) =>
  verifyGraph(broken, operators, constants).map(({ code, message }) => `${code} ${message}`);
const withValue = (id: string, change: Partial<Value>): Graph => {
  const value = graph.values.get(id);
  if (value === undefined) throw new Error(id);
  return { ...graph, values: new Map(graph.values).set(id, { ...value, ...change }) };
};
const withNode = (index: number, change: object): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node, at) => (at === index ? ({ ...node, ...change } as Node) : node)),
});

describe('verifyGraph', () => {
  test('accepts a sound graph', () => {
    expect(codes(graph)).toEqual([]);
  });

  test.each<[string, Graph, RegExp]>([
    ['unknown value', withNode(1, { inputs: ['nowhere'] }), /^TML302 .*reads nowhere, which does not exist/],
    ['use before definition', { ...graph, nodes: [...graph.nodes].reverse() }, /^TML302 .*before it is defined/],
    ['two definitions', withNode(1, { outputs: ['sum'] }), /^TML302 .*defined already/],
    ['node id twice', withNode(1, { id: 'first' }), /^TML302 .*two nodes/],
    ['node id no identifier', withNode(1, { id: 'a-b' }), /^TML302 .*C identifier/],
    ['output not produced', { ...graph, outputs: ['gone'] }, /^TML302 .*gone/],
    [
      'orphan',
      { ...graph, values: new Map(graph.values).set('o', { id: 'o', type: float(1) }) },
      /^TML302 nothing defines o/,
    ],
    ['constant too short', withValue('c', { type: float(1, 4) }), /^TML303 .*12 bytes of data where its type takes 16/],
    ['constant not stored', withValue('c', { data: 'sha256-00' }), /^TML303 .*not in the store/],
    ['dimension', withValue('sum', { type: float(1, -3) }), /^TML303 .*positive integer/],
    ['dtype', withValue('sum', { type: { dtype: 'float8' as 'int8', shape: [1] } }), /^TML303 .*float8/],
    [
      'negative scale',
      withValue('sum', { type: { dtype: 'int8', shape: [1, 3], quant: { scale: [-1], zeroPoint: [0] } } }),
      /^TML303 .*scale/,
    ],
    [
      'zero point',
      withValue('sum', { type: { dtype: 'int8', shape: [1, 3], quant: { scale: [1], zeroPoint: [128] } } }),
      /^TML303 .*zero point/,
    ],
    [
      'axis',
      withValue('sum', { type: { dtype: 'int8', shape: [1, 3], quant: { scale: [1], zeroPoint: [0], axis: 2 } } }),
      /^TML303 .*axis 2/,
    ],
    [
      'scales',
      withValue('sum', {
        type: { dtype: 'int8', shape: [1, 3], quant: { scale: [1, 1], zeroPoint: [0, 0], axis: 1 } },
      }),
      /^TML303 .*2 scales where 3/,
    ],
    ['attribute', withNode(0, { attrs: { activation: 'gelu' } }), /^TML304 .*activation/],
    ['extra attribute', withNode(1, { attrs: { alpha: 1 } }), /^TML304 .*alpha/],
    ['arity', withNode(0, { inputs: ['x'] }), /^TML304 .*1 operands? instead of 2/],
    ['shape', withValue('y', { type: float(3) }), /^TML304 .*shape \[3\] instead of \[1, 3\]/],
    ['dtypes', withValue('c', { type: { dtype: 'int32', shape: [1, 3] } }), /^TML301 .*\(sq\)/],
  ])('%s', (_, broken, expected) => {
    expect(codes(broken).join('\n')).toMatch(new RegExp(expected, 'm'));
  });

  test('lists every unsupported node at once', () => {
    const broken = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.op === 'add' ? ({ ...node, op: 'einsum' } as unknown as Node) : node)),
    };
    expect(codes(broken).filter((line) => line.startsWith('TML301'))).toHaveLength(2);
  });
});

describe('verifyAfterPass', () => {
  const failure = (after: Graph, preserves?: 'bits' | 'none'): string => {
    try {
      verifyAfterPass({ name: 'my-pass', preserves: preserves ?? 'none' }, graph, after, operators, constants);
      return '';
    } catch (error) {
      return isTinymlError(error) ? error.message : 'bug';
    }
  };
  test('names the pass', () => {
    expect(failure(withNode(1, { inputs: ['nowhere'] }))).toMatch(/^TML305: pass my-pass broke/);
    expect(failure({ ...graph, outputs: ['y', 'r1'] })).toMatch(/^TML306: pass my-pass .*outputs were/);
    expect(failure(graph)).toBe('');
    expect(failure({ ...graph })).toBe('');
  });
});

test('JSON keeps values, their order and the digest', () => {
  const json = graphToJson(graph);
  const again = graphFromJson(JSON.parse(JSON.stringify(json)) as typeof json);
  expect(again).toEqual(graph);
  expect([...again.values.keys()]).toEqual([...graph.values.keys()]);
  expect(graphDigest(again)).toBe(graphDigest(graph));
  expect(graphDigest({ ...graph, outputs: ['r1'] })).not.toBe(graphDigest(graph));
});
