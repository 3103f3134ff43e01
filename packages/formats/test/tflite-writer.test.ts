import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants, type Constants, type Graph, type TensorType } from '@tinyml/core';
import { describeWith } from '../../../tools/testing.ts';
import { readTflite } from '../src/tflite/read.ts';
import { operators } from './operators.ts';
import { writeTflite } from '../src/tflite/write.ts';
import { runInLitert } from './litert.ts';
import { draftGraph, smallFloatGraph } from './small-graph.ts';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const again = (graph: Graph, constants: Constants): Graph =>
  readTflite('m.tflite', 'm', writeTflite(graph, constants, operators), { constants, operators });

/** x → dropout → batch normalisation → identity → y */
const normalised = (constants: Constants): Graph => {
  const { value, constant, node, finish } = draftGraph(constants);
  value('x', float(1, 2, 2, 2));
  value('dropped', float(1, 2, 2, 2));
  constant('mean', float(2), Float32Array.of(0.5, -0.25));
  constant('variance', float(2), Float32Array.of(0.75, 3));
  constant('gamma', float(2), Float32Array.of(2, 4));
  constant('beta', float(2), Float32Array.of(1, 0));
  value('normal', float(1, 2, 2, 2));
  value('y', float(1, 2, 2, 2));
  node({ id: 'drop', op: 'dropout', attrs: { rate: 0.5 }, inputs: ['x'], outputs: ['dropped'] });
  node({
    id: 'norm',
    op: 'batch_normalization',
    attrs: { epsilon: 0.25 },
    inputs: ['dropped', 'mean', 'variance', 'gamma', 'beta'],
    outputs: ['normal'],
  });
  node({ id: 'same', op: 'identity', attrs: {}, inputs: ['normal'], outputs: ['y'] });
  return finish(['x'], ['y']);
};

const windowed = (constants: Constants, op: 'conv_2d' | 'max_pool_2d'): Graph => {
  const { value, constant, node, finish } = draftGraph(constants);
  const strides = [1, 1] as const;
  value('x', float(1, 3, 3, 1));
  constant('filter', { dtype: 'float16', shape: [1, 2, 2, 1] }, Uint16Array.of(0x3c00, 0x4000, 0xbc00, 0x3800));
  value('y', float(1, 3, 3, 1));
  if (op === 'conv_2d') {
    node({
      id: 'conv',
      op,
      attrs: { padding: [1, 0, 0, 1], strides, dilations: [1, 1], activation: 'none' },
      inputs: ['x', 'filter'],
      outputs: ['y'],
    });
  } else {
    node({
      id: 'pool',
      op,
      attrs: { padding: [1, 0, 0, 1], strides, filter: [2, 2], activation: 'none' },
      inputs: ['x'],
      outputs: ['y'],
    });
  }
  return finish(['x'], ['y']);
};

const constantTypes = (constants: Constants): Graph => {
  const { value, constant, node, finish } = draftGraph(constants);
  const quant = { scale: [0.5, 0.25, 1], zeroPoint: [0, 0, 0], axis: 0 };
  value('x', float(1, 5));
  constant(
    'int4',
    { dtype: 'int4', shape: [3, 5], quant },
    Int8Array.from({ length: 15 }, (_, i) => (i % 16) - 8),
  );
  value('y', float(1, 3));
  node({
    id: 'dense',
    op: 'fully_connected',
    attrs: { activation: 'relu6', keepNumDims: false },
    inputs: ['x', 'int4'],
    outputs: ['y'],
  });
  constant('bool', { dtype: 'bool', shape: [2] }, Uint8Array.of(0, 1));
  constant('int64', { dtype: 'int64', shape: [] }, BigInt64Array.of(-(2n ** 60n)));
  constant('half', { dtype: 'float16', shape: [1] }, Uint16Array.of(0x3555));
  value('single', float(1));
  node({ id: 'dequantize', op: 'dequantize', attrs: {}, inputs: ['half'], outputs: ['single'] });
  return finish(['x'], ['y', 'bool', 'int64', 'single']);
};

describe('writing .tflite', () => {
  test('what is written reads back as it was', () => {
    const constants = memoryConstants();
    for (const graph of [smallFloatGraph(constants), constantTypes(constants)]) {
      const back = again(graph, constants);
      expect(back.values).toEqual(graph.values);
      expect(back.nodes.map(({ op, attrs, inputs, outputs }) => ({ op, attrs, inputs, outputs }))).toEqual(
        graph.nodes.map(({ op, attrs, inputs, outputs }) => ({ op, attrs, inputs, outputs })),
      );
    }
  });

  test('dropout and identity go, batch normalisation is a product and a sum', () => {
    const constants = memoryConstants();
    const graph = again(normalised(constants), constants);
    expect(graph.nodes.map(({ op }) => op)).toEqual(['mul', 'add']);
    expect([graph.inputs, graph.outputs]).toEqual([['x'], ['y']]);
  });

  test('explicit padding is a PAD in front, float16 weights are dequantised', () => {
    const constants = memoryConstants();
    expect(again(windowed(constants, 'conv_2d'), constants).nodes.map(({ op }) => op)).toEqual([
      'pad',
      'dequantize',
      'conv_2d',
    ]);
  });

  test('state and encodings are refused', () => {
    const constants = memoryConstants();
    const graph = { ...smallFloatGraph(constants), state: [{ name: 's', input: 'x', output: 'probabilities' }] };
    expect(() => writeTflite(graph, constants, operators)).toThrow(/TML391/);
    try {
      writeTflite(graph, constants, operators);
    } catch (error) {
      expect(isTinymlError(error)).toBe(true);
    }
  });
});

describeWith('written operators in LiteRT', { pythonModules: ['ai_edge_litert'] }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'tinyml-tflite-'));
  afterAll(() => {
    rmSync(scratch, { recursive: true });
  });

  const run = (graph: Graph, constants: Constants, input: Float32Array): readonly number[] => {
    const model = join(scratch, 'm.tflite');
    writeFileSync(model, writeTflite(graph, constants, operators));
    const [answer] = runInLitert([{ model, cases: [[Buffer.from(input.buffer).toString('base64')]] }]);
    expect(answer?.error).toBeUndefined();
    const bytes = new Uint8Array(Buffer.from(answer?.outputs?.[0]?.[0] ?? '', 'base64'));
    return [...new Float32Array(bytes.buffer)];
  };

  test('batch normalisation', () => {
    const constants = memoryConstants();
    const x = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const expected = [...x].map((value, i) =>
      i % 2 === 0 ? 2 * (value - 0.5) + 1 : (4 * (value + 0.25)) / Math.sqrt(3.25),
    );
    run(normalised(constants), constants, x).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? NaN, 5);
    });
  });

  test('tensors side by side', () => {
    const constants = memoryConstants();
    const { value, node, finish } = draftGraph(constants);
    value('x', float(2));
    value('y', float(2, 3));
    node({ id: 'pack', op: 'pack', attrs: { axis: 1 }, inputs: ['x', 'x', 'x'], outputs: ['y'] });
    expect(run(finish(['x'], ['y']), constants, Float32Array.of(1, 2))).toEqual([1, 1, 1, 2, 2, 2]);
  });

  const image = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

  test('explicit padding of a convolution with float16 weights', () => {
    const constants = memoryConstants();
    // Row above and column to the right are zero; the filter is [[1, 2], [−1, 0.5]].
    expect(run(windowed(constants, 'conv_2d'), constants, image)).toEqual([0, -0.5, -3, 3.5, 6, -3, 11, 13.5, -3]);
  });

  test('explicit padding of a maximum, of negative values too', () => {
    const constants = memoryConstants();
    const x = image.map((value) => -value);
    expect(run(windowed(constants, 'max_pool_2d'), constants, x)).toEqual([-1, -2, -3, -1, -2, -3, -4, -5, -6]);
  });
});
