import { describe, expect, test } from '@jest/globals';
import { foldableNodes, interpret, memoryConstants, prepare, toBytes, type Graph, type TensorType } from '@tinyml/core';
import { parseGraph, printGraph, verifyGraph } from '@tinyml/core/internal';
import { graphBlobs } from '../../src/pipeline/graph-blobs.ts';
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

  test('state begins with its initial value, or real zero', () => {
    const type: TensorType = { dtype: 'int8', shape: [2], quant: { scale: [0.5], zeroPoint: [-3] } };
    const memory = memoryConstants();
    const held = (initial?: readonly number[]): Graph => ({
      name: 'held',
      inputs: ['x'],
      outputs: ['last'],
      values: new Map(['x', 'last'].map((id) => [id, { id, type }])),
      nodes: [],
      state: [
        {
          name: 'last',
          input: 'last',
          output: 'x',
          ...(initial && { initial: memory.put(toBytes(Int8Array.from(initial))) }),
        },
      ],
    });
    const first = (initial?: readonly number[]) =>
      prepare(held(initial), { operators, constants: memory }).run([filled(type, 2)])[0]?.data;
    expect(first()).toEqual(Int8Array.of(-3, -3));
    expect(first([7, 8])).toEqual(Int8Array.of(7, 8));
    expect(verifyGraph(held([7, 8]), operators, memory)).toEqual([]);
    expect(verifyGraph(held([7]), operators, memory)[0]?.message).toMatch(/1 bytes of data where its type takes 2/);
    expect(graphBlobs(held([7, 8]))).toHaveLength(1);
    const text = printGraph(held([7, 8]), { constants: memory });
    expect(text).toContain('values: [7, 8]');
    expect(parseGraph(text, memory)).toEqual(held([7, 8]));
  });

  test('state whose two ends differ in type is refused', () => {
    const graph: Graph = {
      name: 'held',
      inputs: ['x'],
      outputs: ['last'],
      values: new Map([
        ['x', { id: 'x', type: float(1) }],
        ['last', { id: 'last', type: float(2) }],
      ]),
      nodes: [],
      state: [{ name: 'last', input: 'last', output: 'x' }],
    };
    expect(verifyGraph(graph, operators)[0]?.message).toMatch(/state last is float32\[2\] and becomes float32\[1\]/);
  });
});
