import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isWide, valueOf, type Constants, type Graph, type Samples, type Tensor } from '@tinyml/core';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { addToComparison, decibels, newComparison, type Comparison } from '../src/quantize/signal-to-noise.ts';
import { traceOf } from '../src/quantize/trace.ts';
import { canonicalise, operators, runPass } from './support/run-passes.ts';
import { hasShared, importModel, modelPath } from './support/shared-models.ts';
import { noiseSamples } from './support/smooth-noise.ts';

/** TINYML_FULL=1 measures on all samples; without it on enough to notice that something broke. */
const full = process.env['TINYML_FULL'] === '1';

jest.setTimeout(full ? 1_800_000 : 60_000);

type Run = (inputs: readonly Tensor<Float32Array>[]) => Float32Array;

/** The first output in real numbers. */
const runner = (graph: Graph, constants: Constants): Run => {
  const trace = traceOf(graph, { constants, operators });
  return (inputs) => {
    let result: Float32Array = new Float32Array();
    trace(inputs, (id, { type, data }) => {
      if (id !== graph.outputs[0] || isWide(data)) return;
      const scale = type.quant?.scale[0] ?? 1;
      const zeroPoint = type.quant?.zeroPoint[0] ?? 0;
      result = Float32Array.from(data, (value) => scale * (value - zeroPoint));
    });
    return result;
  };
};

const top = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((best, value, i, all) => (value > (all[best] ?? 0) ? i : best), 0);

const margin = (values: Float32Array): number => {
  const [first = 0, second = 0] = Float32Array.from(values).sort().reverse();
  return first - second;
};

const inShared = hasShared ? describe : describe.skip;

/** Inputs over the whole range that the shipped int8 model takes. */
const models = [
  { name: 'ic', low: 0, high: 255, classifies: true, few: 6 },
  { name: 'vww', low: 0, high: 1, classifies: true, few: 5 },
  { name: 'ad', low: -85, high: 15, classifies: false, few: 60 },
  { name: 'ad', low: 0, high: 1, classifies: false, few: 60 },
];

inShared.each(models)('MLPerf Tiny $name on [$low, $high]', ({ name, low, high, classifies, few }) => {
  test('int8 is as near to float as the shipped int8 model', async () => {
    const { graph, constants } = await importModel(modelPath(`mlperf-tiny/${name}.h5`));
    const float = await canonicalise(graph, constants);
    const [input = ''] = float.inputs;
    const { shape } = valueOf(float, input).type;
    const calibration = noiseSamples(shape, full ? 100 : 12, 1, low, high);
    const { graph: int8 } = await runPass('quantize', float, constants, { reportSamples: 0 }, calibration);
    const shipped = await importModel(modelPath(`mlperf-tiny/${name}_int8.tflite`));
    const run = {
      float: runner(float, constants),
      ours: runner(int8, constants),
      theirs: runner(shipped.graph, shipped.constants),
    };

    const [ours, theirs]: Comparison[] = [newComparison(), newComparison()];
    let [confident, agreed] = [0, 0];
    const measured = noiseSamples(shape, full ? 1000 : few, 100_000, low, high);
    for (let i = 0; i < measured.count; i++) {
      const inputs = measured.inputs(i);
      const expected = run.float(inputs);
      const actual = run.ours(inputs);
      if (ours !== undefined) addToComparison(ours, expected, actual);
      if (theirs !== undefined && i < 100) addToComparison(theirs, expected, run.theirs(inputs));
      if (margin(expected) <= 0.1) continue;
      confident += 1;
      if (top(expected) === top(actual)) agreed += 1;
    }
    const noise = [ours, theirs].map((sums) => (sums === undefined ? null : decibels(sums)));
    if (full)
      console.log(
        `${name} [${String(low)}, ${String(high)}]: SQNR ${String(noise)}, top-1 ${String(agreed)} of ${String(confident)}`,
      );
    expect(noise[0] ?? Infinity).toBeGreaterThanOrEqual((noise[1] ?? Infinity) - 1);
    if (classifies) expect(agreed).toBeGreaterThanOrEqual(confident * 0.99);
  });
});

const dataset = '/usr/share/datasets/fashion-mnist';
const inFashion = hasShared && existsSync(dataset) ? describe : describe.skip;

inFashion('CNN1 on Fashion-MNIST', () => {
  const rest = (name: string, header: number): Uint8Array =>
    gunzipSync(readFileSync(`${dataset}/${name}.gz`)).subarray(header);
  const count = full ? 10_000 : 500;
  let labels: Uint8Array;
  let float: Graph;
  let constants: Constants;
  let test10k: (index: number) => Tensor<Float32Array>[];
  let calibration: Samples;

  beforeAll(async () => {
    const imported = await importModel(modelPath('seed/CNN1/1_fashion_mnist_model.h5'));
    constants = imported.constants;
    float = await canonicalise(imported.graph, constants);
    const { shape } = valueOf(float, float.inputs[0] ?? '').type;
    const pixels = (bytes: Uint8Array) => (index: number) => [
      {
        type: { dtype: 'float32' as const, shape },
        data: Float32Array.from(bytes.subarray(784 * index, 784 * (index + 1)), (v) => v / 255),
      },
    ];
    labels = rest('t10k-labels-idx1-ubyte', 8);
    test10k = pixels(rest('t10k-images-idx3-ubyte', 16));
    calibration = { count: 100, inputs: pixels(rest('train-images-idx3-ubyte', 16)) };
  });

  const accuracy = (graph: Graph): number => {
    const run = runner(graph, constants);
    let right = 0;
    for (let i = 0; i < count; i++) if (top(run(test10k(i))) === labels[i]) right += 1;
    return right / count;
  };

  // The survey's figures on all 10,000 images.
  test.each([
    ['int8', {}, 0.8916],
    ['int16x8', { mode: 'int16x8' }, 0.8919],
    ['dynamic-range', { mode: 'dynamic-range' }, 0.8917],
    ['float16', { mode: 'float16' }, 0.8919],
  ])('%s keeps the accuracy', async (_name, options, seed) => {
    const { graph } = await runPass('quantize', float, constants, options, calibration);
    if (full) expect(Math.abs(accuracy(graph) - seed)).toBeLessThanOrEqual(0.0015);
    else expect(accuracy(graph)).toBeGreaterThanOrEqual(accuracy(float) - 0.005);
  });
});
