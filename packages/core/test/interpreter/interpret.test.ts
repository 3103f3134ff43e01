import { describe, expect, test } from '@jest/globals';
import { foldableNodes, interpret, prepare, type Graph } from '@tinyml/core';
import { filled, float, operators, sampleGraph } from '../ir/sample-graph.ts';

const { graph, constants } = sampleGraph();

describe('interpreter', () => {
  test('runs node by node and shows every result', () => {
    const seen: string[] = [];
    const input = { type: float(1, 3), data: Float32Array.of(3, 1, -4) };
    const [output] = interpret(graph, [input], { operators, constants, observe: (id) => seen.push(id) });
    expect([...(output?.data ?? [])]).toEqual([4 + 1, 0 + 4, 0 + 0.25]);
    expect(seen.sort()).toEqual(['r1', 'r2', 'square', 'sum', 'y']);
  });

  test('finds the nodes that depend on constants alone', () => {
    expect(foldableNodes(graph).map(({ id }) => id)).toEqual(['sq']);
  });

  test('runs again from the start, and refuses other shapes', () => {
    const runner = prepare(graph, { operators, constants });
    const first = runner.run([filled(float(1, 3), 1)]);
    expect(runner.run([filled(float(1, 3), 1)])).toEqual(first);
    expect(() => runner.run([filled(float(1, 4), 1)])).toThrow(/wants float32\[1, 3\]/);
    expect(() => runner.run([])).toThrow(/missing/);
  });

  test('state lives from one invocation to the next', () => {
    const type = float(1);
    const counter: Graph = {
      name: 'counter',
      inputs: ['x'],
      outputs: ['next'],
      values: new Map(['x', 'last', 'next'].map((id) => [id, { id, type }])),
      nodes: [{ id: 'sum', op: 'add', attrs: { activation: 'none' }, inputs: ['x', 'last'], outputs: ['next'] }],
      state: [{ name: 'total', input: 'last', output: 'next' }],
    };
    const runner = prepare(counter, { operators, constants });
    const step = () => runner.run([filled(type, 2)])[0]?.data[0];
    expect([step(), step(), step()]).toEqual([2, 4, 6]);
    runner.reset();
    expect(step()).toBe(2);
  });
});
