// Whole models in TensorFlow.js against reference execution.
import { expect, test } from '@jest/globals';
import { memoryConstants, prepare, valueOf, type Constants, type Graph, type Tensor } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { seededTensor } from '@tinyml/core/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, shared } from '../../../tools/testing.ts';
import { kerasH5Format } from '../../formats/src/keras/keras-h5-format.ts';
import { tfliteFormat } from '../../formats/src/tflite/format.ts';
import { compileNetwork } from '../src/executor/compile-network.ts';
import { openJavaScript, openNative, type Tf } from './support/backends.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const importModel = async (path: string, constants: Constants): Promise<Graph> => {
  const format = path.endsWith('.h5') ? kerasH5Format : tfliteFormat;
  const readFile = (): Promise<never> => Promise.reject(new Error('one file only'));
  return await format.read({ path, bytes: readFileSync(path), readFile }, { constants, operators });
};

const models = [
  'seed/CNN1/1_fashion_mnist_model.h5',
  'seed/CNN1/3_fashion_mnist_model_qaware.h5',
  'seed/CNN1/4_fashion_mnist_model.tflite',
  'seed/CNN1/10_fashion_mnist_float16_model.tflite',
  'seed/CNN1/12_fashion_mnist_Qaware_float16_model.tflite',
  'seed/CNN1/operations/2_fashion_mnist_model_sperable.h5',
  'seed/CNN1/graph/2_custom_model_with_TFfunction_Grappler_fashion_mnist.h5',
  'seed/CNN2/1_mnist_model.h5',
  'mlperf-tiny/ad.h5',
  'mlperf-tiny/ic.h5',
  'mlperf-tiny/vww.h5',
];

/** Greatest difference, against the greatest value. */
const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [difference, greatest] = [0, 1e-30];
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Math.abs((a[i] as number) - (b[i] as number)));
    greatest = Math.max(greatest, Math.abs(b[i] as number));
  }
  return difference / greatest;
};

const compare = async (tf: Tf, path: string): Promise<void> => {
  const constants = memoryConstants();
  const graph = await importModel(join(shared, 'models', path), constants);
  const network = await compileNetwork(graph, tf, constants, operators);
  const runner = prepare(graph, { operators, constants });
  const batch = 2;
  const samples = Array.from({ length: batch }, (_, sample) =>
    graph.inputs.map((id, i): Tensor => seededTensor(valueOf(graph, id).type, 10 * sample + i)),
  );
  const outputs = tf.tidy(() => {
    const weights = new Map(network.parameters.map(({ id, data, shape }) => [id, tf.tensor(data, [...shape])]));
    const inputs = graph.inputs.map((id, i) =>
      tf.concat(
        samples.map((sample) => tf.tensor(sample[i]?.data as Float32Array, [...valueOf(graph, id).type.shape])),
      ),
    );
    return network
      .run(inputs, (id) => weights.get(id) as never, { training: false })
      .map((tensor) => tensor.dataSync() as Float32Array);
  });
  samples.forEach((sample, n) => {
    runner.run(sample).forEach(({ data }, i) => {
      const found = outputs[i]?.subarray(n * data.length, (n + 1) * data.length) ?? [];
      expect(distance(found, data as Float32Array)).toBeLessThan(1e-5);
    });
  });
};

for (const [name, open] of [
  ['in JavaScript', openJavaScript],
  ['native', openNative],
] as const) {
  describeWith(
    `models of ../shared in TensorFlow.js, ${name}`,
    { shared: ['models'], ...(name === 'native' && { nativeTensorFlow: true }) },
    () => {
      test.each(models)('%s', async (path) => {
        await compare(await open(), path);
      });
      // Named float, but its weights are int8.
      test.each(['mlperf-tiny/kws_float.tflite', 'mlperf-tiny/ic_int8.tflite'])('%s is refused', async (path) => {
        const tf = await open();
        const constants = memoryConstants();
        const graph = await importModel(join(shared, 'models', path), constants);
        await expect(compileNetwork(graph, tf, constants, operators)).rejects.toThrow(/^TML616: layer/);
      });
    },
  );
}
