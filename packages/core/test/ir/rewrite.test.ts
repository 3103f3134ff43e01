import { describe, expect, test } from '@jest/globals';
import { defineRule, interpret, rewrite } from '@tinyml/core';
import { verifyGraph } from '@tinyml/core/internal';
import { chain, float, operators, sampleGraph } from './sample-graph.ts';

const reluOfRelu = defineRule({
  op: 'relu',
  apply(node, view) {
    const [from] = node.inputs;
    const [result] = node.outputs;
    if (from == null || result === undefined || view.producer(from)?.op !== 'relu') return undefined;
    return { nodes: [], replace: new Map([[result, from]]) };
  },
});

const fuseAdd = defineRule({
  op: 'relu',
  apply(node, view) {
    const [from] = node.inputs;
    const before = from == null ? undefined : view.producer(from);
    if (from == null || before?.op !== 'add' || view.soleConsumer(from) !== node) return undefined;
    return { nodes: [{ ...before, attrs: { activation: 'relu' }, outputs: node.outputs }] };
  },
});

describe('rewrite', () => {
  test('applies rules until none fits and computes the same', () => {
    const { graph, constants } = sampleGraph();
    const after = rewrite(graph, constants, [reluOfRelu, fuseAdd]);
    expect(after.nodes.map(({ id }) => id)).toEqual(['first', 'sq', 'last']);
    expect([...after.values.keys()].sort()).toEqual(['c', 'r2', 'square', 'x', 'y']);
    expect(verifyGraph(after, operators, constants)).toEqual([]);
    const input = { type: float(1, 3), data: Float32Array.of(3, 1, -4) };
    const run = (g: typeof graph) => interpret(g, [input], { operators, constants })[0]?.data;
    expect(run(after)).toEqual(run(graph));
    expect(rewrite(after, constants, [reluOfRelu, fuseAdd])).toBe(after);
  });

  test('returns the same object where nothing fits', () => {
    const { graph, constants } = sampleGraph();
    expect(rewrite(graph, constants, [defineRule({ op: 'softmax', apply: () => ({ nodes: [] }) })])).toBe(graph);
    const adds = defineRule({ apply: (_, view) => void view.addConstant('junk', float(1), new Float32Array(1)) });
    expect(rewrite(graph, constants, [adds])).toBe(graph);
  });

  test('a graph output keeps its name when its node goes', () => {
    const { constants } = sampleGraph();
    const after = rewrite(chain(3), constants, [reluOfRelu]);
    expect(after.outputs).toEqual(['v3']);
    expect(after.nodes).toEqual([{ id: 'n0', op: 'relu', attrs: {}, inputs: ['v0'], outputs: ['v3'] }]);
    expect([...after.values.keys()]).toEqual(['v0', 'v3']);
  });

  test('a rule may ask whether every output keeps its name', () => {
    const { constants } = sampleGraph();
    const asked: [string, string, boolean][] = [];
    const ask = defineRule({
      apply(node, view) {
        const [by = ''] = node.inputs as string[];
        const [id = ''] = node.outputs;
        asked.push([id, by, view.canReplace(id, by)]);
        return undefined;
      },
    });
    rewrite({ ...chain(3), outputs: ['v1', 'v3'] }, constants, [ask]);
    expect(asked).toEqual([
      ['v1', 'v0', false],
      ['v2', 'v1', true],
      ['v3', 'v2', true],
    ]);
  });

  test('two outputs that become one value', () => {
    const { constants } = sampleGraph();
    const after = rewrite({ ...chain(2), outputs: ['v1', 'v2'] }, constants, [reluOfRelu]);
    expect(after.outputs).toEqual(['v1', 'v1']);
    expect(verifyGraph(after, operators)).toEqual([]);
  });

  test('fresh names do not collide, new constants arrive', () => {
    const { graph, constants } = sampleGraph();
    const split = defineRule({
      op: 'mul',
      apply(node, view) {
        if (node.id !== 'sq') return undefined;
        const one = view.addConstant('c', float(3), Float32Array.of(1, 1, 1));
        const middle = view.addValue('sum', view.type('square'));
        return {
          nodes: [
            { ...node, id: view.freshNodeId('first'), outputs: [middle] },
            { ...node, id: view.freshNodeId('1×'), inputs: [middle, one] },
          ],
        };
      },
    });
    const after = rewrite(graph, constants, [split]);
    expect(after.nodes.map(({ id }) => id)).toEqual(['first', 'act1', 'act2', 'first_2', '_1_', 'last']);
    expect(verifyGraph(after, operators, constants)).toEqual([]);
  });

  test('rules that never rest are stopped', () => {
    const { graph, constants } = sampleGraph();
    const spin = defineRule({ op: 'relu', apply: (node) => ({ nodes: [{ ...node }] }) });
    expect(() => rewrite(graph, constants, [spin])).toThrow(/do not come to rest/);
  });

  test('4,000 nodes in time that grows with the number of nodes', () => {
    const { constants } = sampleGraph();
    const before = process.cpuUsage();
    expect(rewrite(chain(4000), constants, [reluOfRelu]).nodes).toHaveLength(1);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });
});
