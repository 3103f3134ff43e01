import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { constantValue, fromBytes, valueOf, type Graph } from '@tinyml/core';
import { describeWith, shared } from '../../../tools/testing.ts';
import { kerasFormat, kerasH5Format } from '../src/index.ts';
import { importModel, relativeError, runModel, type Imported } from './keras-run.ts';

interface Case {
  readonly input: readonly number[];
  readonly outputs: readonly { readonly shape: readonly number[]; readonly values: readonly number[] }[];
}

const folder = join(import.meta.dirname, 'cases', 'keras');

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

describe('models written by Keras 2 and 3 compute what Keras computed', () => {
  for (const name of names)
    for (const [ending, format] of [
      ['h5', kerasH5Format],
      ['keras', kerasFormat],
    ] as const) {
      if (!existsSync(join(folder, `${name}.${ending}`))) continue;
      test(`${name}.${ending}`, async () => {
        const { input, outputs } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Case;
        const bytes = readFileSync(join(folder, `${name}.${ending}`));
        expect(format.detect(bytes.subarray(0, 64))).toBe(true);
        const imported = await importModel(format, name, bytes);
        const results = runModel(imported, Float32Array.from(input));
        const { graph } = imported;
        expect(graph.outputs.map((id) => valueOf(graph, id).type.shape)).toEqual(outputs.map(({ shape }) => shape));
        outputs.forEach(({ values }, i) => {
          expect(relativeError(results[i] ?? [], values)).toBeLessThan(1e-5);
        });
      });
    }
});

test('layers along one axis are those of an image, without views between them', async () => {
  const { graph } = await importModel(kerasH5Format, 'sequence', readFileSync(join(folder, 'sequence.h5')));
  expect(graph.nodes.map(({ op }) => op)).toEqual([
    'reshape',
    ...['mul', 'add', 'conv_2d', 'relu', 'max_pool_2d', 'conv_2d', 'average_pool_2d', 'identity', 'mean'],
    ...['dropout', 'fully_connected', 'hard_swish', 'fully_connected'],
  ]);
});

const models = join(shared, 'models');
const files = existsSync(models)
  ? readdirSync(models, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.h5'))
      .sort()
  : [];

/** Keras model → reference outputs of the .tflite that was made from it. */
const goldens: Readonly<Record<string, string>> = {
  'mlperf-tiny/ad.h5': 'mlperf-tiny/ad_float',
  'mlperf-tiny/ic.h5': 'mlperf-tiny/ic_float',
  'mlperf-tiny/vww.h5': 'mlperf-tiny/vww_float',
  'seed/CNN1/1_fashion_mnist_model.h5': 'seed/CNN1/4_fashion_mnist_model',
  'seed/CNN1/3_fashion_mnist_model_qaware.h5': 'seed/CNN1/6_fashion_mnist_model_qaware',
  'seed/CNN1/operations/2_fashion_mnist_model_sperable.h5':
    'seed/CNN1/operations/3_fashion_mnist_model_sperable_tflite',
  'seed/CNN2/1_mnist_model.h5': 'seed/CNN2/4_mnist_model',
  'seed/CNN2/3_mnist_model_qaware.h5': 'seed/CNN2/6_mnist_model_qaware',
  'seed/CNN2/operations/2_digits_mnist_model_sperable.h5': 'seed/CNN2/operations/3_digits_mnist_model_sperable_tflite',
};

/**
 * TensorFlow 2.4's converter lost the bias of a Dense before a BatchNormalization: in the shipped ad_float.tflite the
 * folded bias is beta − mean · s, not bias · s + beta − mean · s (the last layer, which none follows, is right).
 */
const withoutFoldedBiases = ({ graph, constants }: Imported): Imported => {
  const normalized = new Set(
    graph.nodes.filter(({ op }) => op === 'batch_normalization').map(({ inputs }) => inputs[0]),
  );
  const values = new Map(graph.values);
  for (const { op, inputs, outputs } of graph.nodes) {
    const bias = inputs[2];
    if (op !== 'fully_connected' || bias === undefined || bias === null || !normalized.has(outputs[0] ?? '')) continue;
    const { type } = valueOf(graph, bias);
    values.set(bias, constantValue(constants, bias, type, new Float32Array(type.shape[0] ?? 0)));
  }
  const changed: Graph = { ...graph, values };
  return { graph: changed, constants };
};

describeWith('real Keras models', { shared: ['models', 'golden'] }, () => {
  test('there are some', () => {
    expect(files.length).toBeGreaterThanOrEqual(14);
  });

  for (const file of files)
    test(file, async () => {
      const imported = await importModel(kerasH5Format, file, readFileSync(join(models, file)));
      expect(imported.graph.nodes.every(({ id }) => /^[A-Za-z_]\w*$/.test(id))).toBe(true);
      expect(imported.graph.nodes.every(({ source }) => source !== undefined)).toBe(true);
      const golden = goldens[file];
      if (golden === undefined) return;
      const model = file === 'mlperf-tiny/ad.h5' ? withoutFoldedBiases(imported) : imported;
      const read = (name: string): Float32Array =>
        fromBytes('float32', readFileSync(join(shared, 'golden', golden, name))) as Float32Array;
      for (const index of [0, 1, 2]) {
        const [result = []] = runModel(model, read(`in${String(index)}_0.bin`));
        expect(relativeError(result, read(`out${String(index)}_0.bin`))).toBeLessThan(1e-5);
      }
    });

  test('quantisation-aware training: ranges of activations are nodes, ranges of weights intents', async () => {
    const path = 'seed/CNN2/3_mnist_model_qaware.h5';
    const { graph } = await importModel(kerasH5Format, path, readFileSync(join(models, path)));
    expect(graph.nodes.filter(({ op }) => op === 'fake_quant').map(({ id }) => id)).toEqual([
      'quant_conv2d_quantized',
      'quant_dense_quantized',
    ]);
    const { intent } = valueOf(graph, 'quant_conv2d/kernel');
    expect(intent).toMatchObject({ dtype: 'int8', axis: 0 });
    expect(intent?.range).toHaveLength(12);
  });
});
