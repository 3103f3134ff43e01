import { describe, expect, test } from '@jest/globals';
import {
  constantOf,
  interpret,
  memoryConstants,
  valueOf,
  type Graph,
  type Ops,
  type Pair,
  type Tensor,
} from '@tinyml/core';
import { parseGraph, requireValid } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { seededTensor } from '@tinyml/core/testing';
import { filterSteps, lowPass } from '../src/reduction/filter.ts';
import { findImage } from '../src/reduction/find-image.ts';
import { reduceImage } from '../src/reduction/reduce.ts';
import { resampleWeights } from '../src/reduction/resample.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));
const constants = memoryConstants();

const numbers = (count: number, seed: number): string =>
  [...(seededTensor({ dtype: 'float32', shape: [count] }, seed).data as Float32Array)].join(', ');

const filter = '    attrs: { padding: same, strides: [1, 1], dilations: [1, 1], activation: relu }';

/** Reshape, convolution, pooling, flattening, dense: CNN1 in small. `pool`: window of the pooling. */
const classifier = (pool = 2): Graph => {
  const after = Math.floor(12 / pool);
  const flat = after * after * 2;
  return parseGraph(
    `name: small
inputs:
  x: float32[1, 12, 12]
outputs: [y]
constants:
  w: { type: "float32[2, 3, 3, 1]", values: [${numbers(18, 1)}] }
  b: { type: "float32[2]", values: [0.1, 0.2] }
  d: { type: "float32[3, ${String(flat)}]", values: [${numbers(3 * flat, 2)}] }
nodes:
  - id: image
    op: reshape
    attrs: { newShape: [1, 12, 12, 1] }
    inputs: [x]
    outputs:
      i: float32[1, 12, 12, 1]
  - id: conv
    op: conv_2d
${filter}
    inputs: [i, w, b]
    outputs:
      c: float32[1, 12, 12, 2]
  - id: pool
    op: average_pool_2d
    attrs: { padding: valid, strides: [${String(pool)}, ${String(pool)}], filter: [${String(pool)}, ${String(pool)}], activation: none }
    inputs: [c]
    outputs:
      p: float32[1, ${String(after)}, ${String(after)}, 2]
  - id: flatten
    op: reshape
    attrs: { newShape: [-1, ${String(flat)}] }
    inputs: [p]
    outputs:
      f: float32[1, ${String(flat)}]
  - id: relu
    op: relu
    inputs: [f]
    outputs:
      r: float32[1, ${String(flat)}]
  - id: dense
    op: fully_connected
    attrs: { activation: none, keepNumDims: false }
    inputs: [r, d]
    outputs:
      y: float32[1, 3]
`,
    constants,
  );
};

const run = (graph: Graph, input: Tensor): Float32Array =>
  (interpret(graph, [input], { operators, constants })[0] as Tensor).data as Float32Array;

const reduce = (graph: Graph, steps: Pair, name: 'average' | 'binomial' = 'average'): Graph => {
  const { graph: result } = reduceImage(graph, findImage(graph, operators, undefined), name, steps, {
    constants,
    operators,
  });
  requireValid(result, operators, constants);
  return result;
};

const shapesOf = (graph: Graph): readonly string[] =>
  graph.nodes.map(({ id, outputs }) => `${id} ${valueOf(graph, outputs[0] ?? '').type.shape.join('×')}`);

describe('a graph on a smaller image', () => {
  test('shapes through convolution, pooling, flattening and dense layers', () => {
    const graph = classifier();
    expect(shapesOf(reduce(graph, [2, 2]))).toEqual([
      'image 1×12×12×1',
      'input_filter 1×6×6×1',
      'conv 1×6×6×2',
      'pool 1×3×3×2',
      'flatten 1×18',
      'relu 1×18',
      'dense 1×3',
    ]);
    expect(shapesOf(reduce(graph, [1, 3], 'binomial')).slice(1, 4)).toEqual([
      'input_filter 1×12×4×1',
      'conv 1×12×4×2',
      'pool 1×6×2×2',
    ]);
  });

  test('an image of one grey gives what it gave', () => {
    // Only the middle of each filter is not 0, so that the border does not matter.
    const graph = classifier(4);
    const centre = new Float32Array(18);
    [centre[4], centre[13]] = [0.7, 0.4];
    const values = new Map(graph.values);
    const plain = constants.put(new Uint8Array(centre.buffer));
    values.set('w', { ...valueOf(graph, 'w'), data: plain });
    const grey: Tensor = { type: valueOf(graph, 'x').type, data: new Float32Array(144).fill(0.6) };
    const before = { ...graph, values };
    const was = run(before, grey);
    const is = run(reduce(before, [3, 2]), grey);
    was.forEach((value, i) => expect(is[i]).toBeCloseTo(value, 4));
  });

  test('a pool over the whole image stays one', () => {
    const result = reduce(classifier(12), [2, 3]);
    expect((result.nodes.find(({ id }) => id === 'pool')?.attrs as Ops['max_pool_2d']).filter).toEqual([6, 4]);
  });

  test('the filter itself: mean, and binomial weights that sum to 1', () => {
    const graph = classifier();
    const input = seededTensor(valueOf(graph, 'x').type, 5);
    const pixels = input.data as Float32Array;
    const small = (name: 'average' | 'binomial'): Float32Array => {
      const result = reduce(graph, [2, 2], name);
      const end = result.nodes.findIndex(({ id }) => id === 'input_filter') + 1;
      const cut = {
        ...result,
        nodes: result.nodes.slice(0, end),
        outputs: [...(result.nodes[end - 1]?.outputs ?? [])],
      };
      return run(cut, input);
    };
    const at = (y: number, x: number): number => pixels[y * 12 + x] ?? NaN;
    expect(small('average')[7]).toBeCloseTo((at(2, 2) + at(2, 3) + at(3, 2) + at(3, 3)) / 4, 6);
    const taps = [1, 3, 3, 1];
    let expected = 0;
    taps.forEach((v, i) => taps.forEach((h, j) => (expected += ((v * h) / 64) * at(1 + i, 1 + j))));
    expect(small('binomial')[7]).toBeCloseTo(expected, 6);
    for (const step of [2, 3, 4, 5]) {
      const sum = lowPass('binomial', [step, 1], 2).weights?.data.reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(2, 6);
    }
  });

  test('steps from a factor or a size', () => {
    expect(filterSteps([28, 30], 2, undefined)).toEqual([2, 2]);
    expect(filterSteps([28, 30], [1, 3], undefined)).toEqual([1, 3]);
    expect(filterSteps([28, 30], 2, [7, 15])).toEqual([4, 2]);
    expect(() => filterSteps([28, 30], 2, [13, 15])).toThrow(/TML666.*height 28 cannot become 13/);
  });

  test('resampled weights keep their sum', () => {
    const weights = seededTensor({ dtype: 'float32', shape: [2 * 7 * 5 * 3] }, 9).data as Float32Array;
    const result = resampleWeights(weights, 2, { from: [7, 5], to: [3, 2], channels: 3 });
    expect(result).toHaveLength(2 * 3 * 2 * 3);
    for (let o = 0; o < 2; o++) {
      for (let c = 0; c < 3; c++) {
        const sum = (data: Float32Array, cells: number): number =>
          data
            .slice(o * cells * 3, (o + 1) * cells * 3)
            .reduce((total, value, i) => (i % 3 === c ? total + value : total), 0);
        expect(sum(result, 6)).toBeCloseTo(sum(weights, 35), 4);
      }
    }
  });

  test('only the dense layer behind the image gets new weights', () => {
    const graph = classifier();
    const result = reduce(graph, [2, 2]);
    expect(result.nodes.find(({ id }) => id === 'dense')?.inputs).toEqual(['r', 'd_resampled']);
    expect(constantOf(result, constants, 'w')).toEqual(constantOf(graph, constants, 'w'));
    expect(result.values.has('d')).toBe(false);
  });

  test('what cannot be reduced: no image, no such input, windows too large, outputs that are images', () => {
    const graph = classifier();
    expect(() => findImage(graph, operators, 'z')).toThrow(/TML665.*z is no image: the model's inputs are x/);
    const flat = parseGraph(
      `name: flat
inputs:
  x: float32[1, 8]
outputs: [y]
nodes:
  - id: relu
    op: relu
    inputs: [x]
    outputs:
      y: float32[1, 8]
`,
      constants,
    );
    expect(() => findImage(flat, operators, undefined)).toThrow(/TML665.*x is no image: float32\[1, 8\]/);
    expect(() => reduce(classifier(4), [4, 4])).toThrow(/TML667.*pool/);
    const values = new Map(graph.values);
    const open = { ...graph, values, outputs: ['c'], nodes: graph.nodes.slice(0, 2) };
    expect(() => reduce(open, [2, 2])).toThrow(/TML667.*conv.*an output of the model/);
  });
});
