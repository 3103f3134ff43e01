import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fromBytes, valueOf } from '@tinyml/core';
import { describeWith, shared } from '../../../tools/testing.ts';
import { kerasFormat } from '../src/index.ts';
import { importModel, relativeError, runInputs } from './keras-run.ts';

interface Golden {
  readonly inputs: readonly { readonly name: string }[];
  readonly outputs: readonly { readonly name: string }[];
  readonly cases: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
}

const zoo = ['sm_cnn', 'sm_lstm', 'sm_two'];

describeWith('Keras models of the field', { shared: zoo.map((name) => `field/models/zoo/${name}.keras`) }, () => {
  test.each(zoo)('%s gives what TensorFlow gave', async (name) => {
    const golden = join(shared, 'field', 'golden', 'zoo', name);
    const { inputs, cases } = JSON.parse(readFileSync(join(golden, 'golden.json'), 'utf8')) as Golden;
    const imported = await importModel(kerasFormat, name, readFileSync(join(shared, 'field/models/zoo', `${name}.keras`))); // prettier-ignore
    const { graph } = imported;
    const read = (file: string): Float32Array => fromBytes('float32', readFileSync(join(golden, file))) as Float32Array;
    // The signature of a SavedModel has its inputs in another order.
    const places = graph.inputs.map((id) =>
      graph.inputs.length === 1 ? 0 : inputs.findIndex((one) => one.name === id),
    );
    for (const one of cases) {
      const results = runInputs(imported, places.map((place) => read(one.inputs[place] ?? ''))); // prettier-ignore
      one.outputs.forEach((file, i) => {
        expect(relativeError(results[i] ?? [], read(file))).toBeLessThan(1e-5);
      });
    }
  });
});

interface Recorded {
  readonly model: string;
  readonly shape: readonly number[];
  readonly input: readonly number[];
  readonly outputs: readonly { readonly shape: readonly number[]; readonly values: readonly number[] }[];
}

describeWith(
  'a Keras model with masks and an open time axis',
  { shared: ['field/models/real/sleepecg_wrn_gru.keras'] },
  () => {
    const path = join(import.meta.dirname, 'cases', 'keras-field', 'sleepecg_wrn_gru.json');
    const { model, shape, input, outputs } = JSON.parse(readFileSync(path, 'utf8')) as Recorded;
    const bytes = readFileSync(join(shared, model));

    test('says which shape is open', async () => {
      await expect(importModel(kerasFormat, 'sleepecg.keras', bytes)).rejects.toThrow(/no fixed shape: input_layer/);
    });

    test('gives what Keras gives once the shape is fixed, where steps are left out, too', async () => {
      const imported = await importModel(kerasFormat, 'sleepecg.keras', bytes, new Map(), { inputs: shape });
      const [result = []] = runInputs(imported, [Float32Array.from(input)]);
      const [expected] = outputs;
      expect(valueOf(imported.graph, imported.graph.outputs[0] ?? '').type.shape).toEqual(expected?.shape);
      expect(relativeError(result, expected?.values ?? [])).toBeLessThan(1e-5);
    });
  },
);
