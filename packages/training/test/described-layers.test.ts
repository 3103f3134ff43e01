import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  constantOf,
  elementCount,
  memoryConstants,
  prepare,
  seededRandom,
  valueOf,
  type Constants,
  type Graph,
} from '@tinyml/core';
import { parseManifest, verifyGraph } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { layerFormsOf, readLayers } from '@tinyml/formats';
import type { layers, Tensor } from '@tensorflow/tfjs';
import { openJavaScript, type Tf } from './support/backends.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name as string, operator]));

/** The graph of a manifest whose `layers` are `text`, in YAML's flow form. */
const described = (input: readonly number[], text: string, constants: Constants): Graph => {
  const yaml = `version: 1\nmodel: { input: [${input.join(', ')}], layers: ${text} }\ntarget: { core: host }\n`;
  const { model } = parseManifest(yaml, '/project/tinyml.yaml', { boards: [], layers: layerFormsOf(operators) });
  if (model.kind !== 'layers') throw new Error('no layers');
  return readLayers(model, { constants, operators }, (_, diagnostic) => diagnostic);
};

const image = [9, 8, 3];
const sequence = [12, 3];
const row = [10];

type Make = (tf: Tf, inputShape: number[]) => layers.Layer;

/** Layers as a manifest writes them, and the one of TensorFlow.js that must compute the same. */
const cases: readonly (readonly [text: string, input: number[], make: Make])[] = [
  ['{ conv2d: { filters: 5, kernel-size: 3 } }', image, ({ layers }, inputShape) => layers.conv2d({ inputShape, filters: 5, kernelSize: 3 })],
  ['{ conv2d: { filters: 4, kernel: [3, 2], strides: 2, padding: same, activation: relu } }', image, ({ layers }, inputShape) => layers.conv2d({ inputShape, filters: 4, kernelSize: [3, 2], strides: 2, padding: 'same', activation: 'relu' })],
  ['{ conv2d: { filters: 4, kernel-size: 2, dilation-rate: 2, use-bias: false } }', image, ({ layers }, inputShape) => layers.conv2d({ inputShape, filters: 4, kernelSize: 2, dilationRate: 2, useBias: false })],
  ['{ depthwise-conv2d: { kernel-size: 3, depth-multiplier: 2, padding: same } }', image, ({ layers }, inputShape) => layers.depthwiseConv2d({ inputShape, kernelSize: 3, depthMultiplier: 2, padding: 'same' })],
  ['{ separable-conv2d: { filters: 6, kernel-size: 3, activation: tanh } }', image, ({ layers }, inputShape) => layers.separableConv2d({ inputShape, filters: 6, kernelSize: 3, activation: 'tanh' })],
  ['{ conv2d-transpose: { filters: 2, kernel-size: 3, strides: 2, padding: same } }', image, ({ layers }, inputShape) => layers.conv2dTranspose({ inputShape, filters: 2, kernelSize: 3, strides: 2, padding: 'same' })],
  ['{ conv1d: { filters: 4, kernel-size: 3, strides: 2 } }', sequence, ({ layers }, inputShape) => layers.conv1d({ inputShape, filters: 4, kernelSize: 3, strides: 2 })],
  ['{ dense: 7 }', row, ({ layers }, inputShape) => layers.dense({ inputShape, units: 7 })],
  ['{ dense: { units: 7, activation: softmax, kernel-initializer: he-normal } }', row, ({ layers }, inputShape) => layers.dense({ inputShape, units: 7, activation: 'softmax' })],
  ['{ dense: { units: 3, activation: sigmoid } }', sequence, ({ layers }, inputShape) => layers.dense({ inputShape, units: 3, activation: 'sigmoid' })],
  ['max-pool', image, ({ layers }, inputShape) => layers.maxPooling2d({ inputShape })],
  ['{ max-pool: { pool-size: 3, strides: 2, padding: same } }', image, ({ layers }, inputShape) => layers.maxPooling2d({ inputShape, poolSize: 3, strides: 2, padding: 'same' })],
  ['{ average-pool: [3, 2] }', image, ({ layers }, inputShape) => layers.averagePooling2d({ inputShape, poolSize: [3, 2] })],
  ['{ max-pool1d: 3 }', sequence, ({ layers }, inputShape) => layers.maxPooling1d({ inputShape, poolSize: 3 })],
  ['average-pool1d', sequence, ({ layers }, inputShape) => layers.averagePooling1d({ inputShape })],
  ['global-average-pool', image, ({ layers }, inputShape) => layers.globalAveragePooling2d({ inputShape })],
  ['global-average-pool1d', sequence, ({ layers }, inputShape) => layers.globalAveragePooling1d({ inputShape })],
  ['global-max-pool', image, ({ layers }, inputShape) => layers.globalMaxPooling2d({ inputShape })],
  ['batch-norm', image, ({ layers }, inputShape) => layers.batchNormalization({ inputShape })],
  ['{ batch-norm: { epsilon: 0.1, center: false } }', row, ({ layers }, inputShape) => layers.batchNormalization({ inputShape, epsilon: 0.1, center: false })],
  ['{ dropout: 0.5 }', row, ({ layers }, inputShape) => layers.dropout({ inputShape, rate: 0.5 })],
  ['{ activation: relu6 }', row, ({ layers }, inputShape) => layers.activation({ inputShape, activation: 'relu6' })],
  ['flatten', image, ({ layers }, inputShape) => layers.flatten({ inputShape })],
  ['{ reshape: [6, -1, 2] }', image, ({ layers }, inputShape) => layers.reshape({ inputShape, targetShape: [6, -1, 2] })],
  ['zero-padding', image, ({ layers }, inputShape) => layers.zeroPadding2d({ inputShape })],
  ['{ zero-padding: [2, 1] }', image, ({ layers }, inputShape) => layers.zeroPadding2d({ inputShape, padding: [2, 1] })],
  ['{ up-sampling: 3 }', image, ({ layers }, inputShape) => layers.upSampling2d({ inputShape, size: [3, 3] })],
]; // prettier-ignore

describe('a described layer computes what the layer of TensorFlow.js does', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await openJavaScript();
  });
  afterAll(() => {
    tf.disposeVariables();
  });

  /** The constant for a variable, with the axes in TensorFlow.js's order. */
  const variable = (
    graph: Graph,
    constants: Constants,
    role: string,
    shape: readonly number[],
    kind: string,
  ): Tensor => {
    const id = [...graph.values.keys()].find((one) => one.endsWith(`/${role}`)) ?? '';
    const found = constantOf(graph, constants, id);
    if (found === undefined) throw new Error(`no ${role}`);
    const own = tf.tensor(found.data as Float32Array, [...found.type.shape]);
    if (found.type.shape.length < 2 || role === 'depthwise_kernel') return own.reshape([...shape]);
    if (found.type.shape.length === 2) return own.transpose([1, 0]);
    return own.transpose(kind === 'Conv2DTranspose' ? [1, 2, 0, 3] : [1, 2, 3, 0]).reshape([...shape]);
  };

  test.each(cases)('%s on %j', (text, input, make) => {
    const constants = memoryConstants();
    const graph = described(input, `[${text}]`, constants);
    expect(verifyGraph(graph, operators, constants)).toEqual([]);
    const layer = make(tf, input);
    const model = tf.sequential({ layers: [layer] });
    layer.setWeights(
      layer.weights.map(({ name, shape }) =>
        variable(graph, constants, name.replace(/^.*\//, ''), shape as number[], layer.getClassName()),
      ),
    );
    const random = seededRandom(7);
    const x = Float32Array.from({ length: elementCount(input) }, () => random() * 2 - 1);
    const expected = model.predict(tf.tensor(x, [1, ...input])) as Tensor;
    const [id = ''] = graph.inputs;
    const [actual] = prepare(graph, { operators, constants }).run([{ type: valueOf(graph, id).type, data: x }]);
    expect(actual?.type.shape).toEqual(expected.shape);
    const wanted = expected.dataSync();
    const differences = Array.from(wanted, (value, i) => Math.abs(value - Number(actual?.data[i])));
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  });
});

test("a batch normalisation's momentum goes with it, where it is not the usual one", () => {
  const attrsOf = (text: string): unknown => described(image, `[${text}]`, memoryConstants()).nodes[0]?.attrs;
  expect(attrsOf('{ batch-norm: { momentum: 0.9 } }')).toEqual({ epsilon: 1e-3, momentum: 0.9 });
  expect(attrsOf('{ batch-norm: { momentum: 0.99 } }')).toEqual({ epsilon: 1e-3 });
  expect(attrsOf('batch-norm')).toEqual({ epsilon: 1e-3 });
});
