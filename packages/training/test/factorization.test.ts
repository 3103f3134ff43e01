import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  constantValue,
  interpret,
  memoryConstants,
  valueOf,
  type Activation,
  type Graph,
  type Node,
  type OpName,
  type Ops,
  type Padding,
  type Pair,
  type Shape,
  type Tensor,
  type Value,
} from '@tinyml/core';
import { requireValid } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { seededTensor } from '@tinyml/core/testing';
import { chooseLayers, type SplitChoice, type SplitKind } from '../src/factorization/choose-layers.ts';
import { openDecompose, type Decompose } from '../src/factorization/low-rank.ts';
import { splitLayers } from '../src/factorization/split-layers.ts';
import { factorization } from '../src/factorization/one-dimensional.ts';
import { lowRank } from '../src/factorization/dense.ts';
import { separation } from '../src/factorization/separable.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));
const constants = memoryConstants();

/** One layer with seeded weights. */
const layer = <Name extends OpName>(op: Name, attrs: Ops[Name], input: Shape, filter: Shape, bias = true): Graph => {
  const weights = seededTensor({ dtype: 'float32', shape: filter }, 7);
  const offsets = seededTensor({ dtype: 'float32', shape: [filter[0] ?? 0] }, 8);
  const [output] = operators.get(op)?.infer({
    attrs,
    inputs: [{ type: { dtype: 'float32', shape: input } }, { type: weights.type }],
  }) as readonly [Value['type']];
  const inputs = ['x', 'w', ...(bias ? ['b'] : [])];
  const values: readonly Value[] = [
    { id: 'x', type: { dtype: 'float32', shape: input } },
    constantValue(constants, 'w', weights.type, weights.data),
    ...(bias ? [constantValue(constants, 'b', offsets.type, offsets.data)] : []),
    { id: 'y', type: output },
  ];
  return {
    name: 'layer',
    inputs: ['x'],
    outputs: ['y'],
    values: new Map(values.map((value) => [value.id, value])),
    nodes: [{ id: 'layer', op, attrs, inputs, outputs: ['y'] } as Node],
  };
};

interface Convolution {
  readonly padding?: Padding;
  readonly strides?: Pair;
  readonly dilations?: Pair;
  readonly activation?: Activation;
}

const convolution = (
  input: Shape,
  filter: Shape,
  { padding = 'valid', strides = [1, 1], dilations = [1, 1], activation = 'none' }: Convolution = {},
): Graph => layer('conv_2d', { padding, strides, dilations, activation }, input, filter);

const anyLayer: SplitChoice = { rank: 'auto', energy: 1, include: [], exclude: [] };
let decompose: Decompose;
beforeAll(async () => {
  decompose = await openDecompose();
});

/** The only layer as two of `rank` (default: the full one), whether that saves anything or not. */
const asTwo = (graph: Graph, kind: SplitKind, rank?: number): Graph => {
  const [node] = graph.nodes as readonly [Node<'conv_2d' | 'fully_connected'>];
  const { type } = valueOf(graph, 'w');
  const weights = seededTensor(type, 7).data as Float32Array;
  const of = kind.split(kind.layerOf(node, operators), weights, type.shape, decompose);
  const nothing = { macs: 0, parameters: 0 };
  const decision = { node, before: nothing, split: { of, rank: rank ?? of.fullRank, after: nothing } };
  const result = splitLayers(graph, [decision], kind.firstSuffix, { constants, operators });
  requireValid(result, operators, constants);
  return result;
};

const run = (graph: Graph): Float32Array => {
  const [output] = interpret(graph, [seededTensor(valueOf(graph, 'x').type, 3)], { operators, constants });
  return (output as Tensor).data as Float32Array;
};

const worst = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0);

const shapes: readonly (readonly [name: string, Graph])[] = [
  ['one input channel', convolution([1, 9, 8, 1], [12, 3, 3, 1], { activation: 'relu' })],
  ['several channels', convolution([1, 9, 8, 5], [4, 3, 3, 5])],
  ['stride 2, same', convolution([1, 9, 8, 3], [6, 3, 3, 3], { padding: 'same', strides: [2, 2] })],
  ['unequal strides, even filter', convolution([1, 9, 8, 2], [6, 4, 2, 2], { padding: 'same', strides: [1, 2] })],
  ['dilation', convolution([1, 12, 11, 2], [3, 3, 3, 2], { padding: 'same', dilations: [2, 3] })],
  ['explicit padding', convolution([1, 9, 8, 2], [3, 5, 3, 2], { padding: [2, 0, 1, 3], activation: 'relu6' })],
  ['batch of 2', convolution([2, 6, 6, 2], [3, 3, 3, 2])],
];

describe('a layer as two', () => {
  for (const [name, graph] of shapes) {
    test(`with full rank is the same: separable, ${name}`, () => {
      const two = asTwo(graph, separation);
      expect(two.nodes.map(({ op }) => op)).toEqual(['depthwise_conv_2d', 'conv_2d']);
      expect(worst(run(graph), run(two))).toBeLessThan(1e-4);
    });
    test(`with full rank is the same: one-dimensional, ${name}`, () => {
      const two = asTwo(graph, factorization);
      expect(two.nodes.map(({ op }) => op)).toEqual(['conv_2d', 'conv_2d']);
      expect(worst(run(graph), run(two))).toBeLessThan(1e-4);
    });
  }

  test.each([
    ['wide', [1, 20], [6, 20], false],
    ['tall', [3, 5], [9, 5], false],
    ['last dimension', [2, 4, 5], [7, 5], true],
  ] as const)('with full rank is the same: dense, %s', (_name, input, filter, keepNumDims) => {
    const graph = layer('fully_connected', { activation: 'relu', keepNumDims }, input, filter);
    const two = asTwo(graph, lowRank);
    expect(worst(run(graph), run(two))).toBeLessThan(1e-4);
  });

  test('keeps the name, the activation and the bias in the second', () => {
    const two = asTwo(convolution([1, 9, 8, 1], [12, 3, 3, 1], { activation: 'relu' }), separation, 2);
    expect(two.nodes.map(({ id, inputs }) => [id, inputs.length])).toEqual([
      ['layer_depthwise', 2],
      ['layer', 3],
    ]);
    expect(two.nodes.map(({ attrs }) => (attrs as Ops['conv_2d']).activation)).toEqual(['none', 'relu']);
    expect(valueOf(two, 'layer_depthwise').type.shape).toEqual([1, 7, 6, 2]);
  });

  test('comes nearer with every rank, and the error is what the singular values say', () => {
    const graph = layer('fully_connected', { activation: 'none', keepNumDims: false }, [1, 20], [6, 20], false);
    const weights = seededTensor(valueOf(graph, 'w').type, 7).data as Float32Array;
    const total = weights.reduce((sum, value) => sum + value * value, 0);
    const split = lowRank.split(
      { op: 'fully_connected', attrs: { activation: 'none', keepNumDims: false } },
      weights,
      [6, 20],
      decompose,
    );
    for (let rank = 1; rank <= 6; rank++) {
      const [first, second] = split.parts(rank).map((part) => part.weights()) as [Float64Array, Float64Array];
      let squares = 0;
      for (let o = 0; o < 6; o++) {
        for (let i = 0; i < 20; i++) {
          let sum = 0;
          for (let j = 0; j < rank; j++) sum += (second[o * rank + j] ?? 0) * (first[j * 20 + i] ?? 0);
          squares += (sum - (weights[o * 20 + i] ?? 0)) ** 2;
        }
      }
      expect(squares / total).toBeCloseTo(1 - split.kept(rank), 5);
    }
  });
});

const chosen = (graph: Graph, kind: SplitKind, choice: Partial<SplitChoice>) =>
  chooseLayers(graph, kind, { ...anyLayer, ...choice }, { constants, operators }, decompose);

describe('the choice of layers and ranks', () => {
  const graph = convolution([1, 28, 28, 1], [12, 3, 3, 1]);

  test('costs are those of the new layers', () => {
    const [decision] = chosen(graph, separation, { rank: 2 });
    // 26·26 outputs; 9·2 taps and 2·12 weights of the mixing; 12 biases.
    expect(decision?.before).toEqual({ macs: 26 * 26 * 108, parameters: 120 });
    expect(decision?.split?.after).toEqual({ macs: 26 * 26 * (18 + 24), parameters: 18 + 24 + 12 });
  });

  test('a rank that saves nothing leaves the layer as it is, and says so', () => {
    const [decision] = chosen(graph, separation, { rank: 6 });
    expect(decision?.split).toBeUndefined();
    expect(decision?.why).toBe('rank 6 takes 85176 MACs and 138 parameters, the layer as it is 73008 and 120');
  });

  test('auto takes as many as keep the energy', () => {
    const [decision] = chosen(graph, separation, { energy: 0.6 });
    const rank = decision?.split?.rank ?? 0;
    expect(decision?.split?.of.kept(rank)).toBeGreaterThanOrEqual(0.6);
    expect(decision?.split?.of.kept(rank - 1)).toBeLessThan(0.6);
  });

  test('a second run finds nothing more to do', () => {
    for (const kind of [separation, factorization]) {
      const result = asTwo(graph, kind, 1);
      expect(chosen(result, kind, { energy: 0.5 }).every(({ why }) => why !== undefined)).toBe(true);
    }
    const dense = layer('fully_connected', { activation: 'none', keepNumDims: false }, [1, 20], [20, 20]);
    const result = asTwo(dense, lowRank, 8);
    expect(chosen(result, lowRank, { energy: 0.5 }).map(({ why }) => why)).toEqual([
      'it is one of two linear layers in a row already',
      'it is one of two linear layers in a row already',
    ]);
  });

  test('names that are not there, ranks that no layer has, models without such layers', () => {
    expect(() => chosen(graph, separation, { include: ['layr'] })).toThrow(/TML660.*no conv_2d layer `layr`/);
    expect(() => chosen(graph, separation, { exclude: ['other'] })).toThrow(/TML660/);
    expect(() => chosen(graph, separation, { rank: 10 })).toThrow(/TML661.*rank 10.*layer has full rank 9/);
    expect(() => chosen(graph, lowRank, {})).toThrow(/TML662.*no fully_connected/);
    expect(chosen(graph, separation, { exclude: ['layer'] })).toEqual([]);
    expect(chosen(graph, separation, { exclude: ['lay*'] })).toEqual([]);
    expect(chosen(graph, separation, { include: ['*'] })).toEqual(chosen(graph, separation, {}));
  });
});
