import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError } from '@tinyml/core';
import { openHdf5 } from '../src/hdf5/group.ts';
import { kerasH5Format, tfjsLayersFormat } from '../src/index.ts';
import { importModel, relativeError, runModel } from './keras-run.ts';

const cases = join(import.meta.dirname, 'cases', 'keras');

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: object;
}

type Store = 'float32' | 'float16' | 'uint16' | 'uint8';

const toHalf = (value: number): number => {
  const [bits = 0] = new Uint32Array(Float32Array.of(value).buffer);
  const exponent = ((bits >>> 23) & 0xff) - 112;
  if (exponent <= 0) return 0;
  return ((bits >>> 16) & 0x8000) | (exponent << 10) | ((bits >>> 13) & 0x3ff);
};

/** One weight as the TensorFlow.js converter stores it: plain, or real = stored · scale + min. */
const stored = (
  name: string,
  shape: readonly number[],
  values: Float64Array,
  store: Store,
): readonly [Entry, Uint8Array] => {
  const entry = { name, shape, dtype: 'float32' };
  if (store === 'float32') return [entry, new Uint8Array(Float32Array.from(values).buffer)];
  if (store === 'float16')
    return [
      { ...entry, quantization: { dtype: 'float16', original_dtype: 'float32' } },
      new Uint8Array(Uint16Array.from(values, toHalf).buffer),
    ];
  const [levels, ArrayType] = store === 'uint8' ? [255, Uint8Array] : [65535, Uint16Array];
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const scale = (max - min) / levels || 1;
  const numbers = ArrayType.from(Array.from(values, (value) => Math.round((value - min) / scale)));
  return [
    { ...entry, quantization: { dtype: store, min, scale, original_dtype: 'float32' } },
    new Uint8Array(numbers.buffer),
  ];
};

/** A layers model folder made of a Keras .h5: model.json and two shards, cut in the middle of a weight. */
const convert = (
  h5: Uint8Array,
  store: Store,
  rename: (name: string) => string = (name) => name,
): { readonly json: Uint8Array; readonly files: Map<string, Uint8Array> } => {
  const root = openHdf5('x.h5', h5);
  const entries: Entry[] = [];
  const parts: Uint8Array[] = [];
  const groups = root.child('model_weights');
  for (const group of (groups?.attribute('layer_names')?.values() ?? []) as readonly string[])
    for (const name of (groups?.child(group)?.attribute('weight_names')?.values() ?? []) as readonly string[]) {
      const { shape, values } = groups?.child(`${group}/${name}`)?.dataset() ?? {
        shape: [],
        values: new Float64Array(),
      };
      const [entry, bytes] = stored(rename(name.replace(/:0$/, '')), shape, values, store);
      entries.push(entry);
      parts.push(bytes);
    }
  const all = Buffer.concat(parts);
  const cut = Math.floor(all.length / 3);
  const paths = ['group1-shard1of2.bin', 'group1-shard2of2.bin'];
  const model = {
    format: 'layers-model',
    modelTopology: { model_config: JSON.parse(String(root.attribute('model_config')?.values()[0])) as unknown },
    weightsManifest: [{ paths, weights: entries }],
  };
  return {
    json: Buffer.from(JSON.stringify(model)),
    files: new Map([
      [paths[0] ?? '', all.subarray(0, cut)],
      [paths[1] ?? '', all.subarray(cut)],
    ]),
  };
};

describe('TensorFlow.js layers models', () => {
  test.each([
    ['float32', 1e-5],
    ['float16', 1e-2],
    ['uint16', 1e-3],
    ['uint8', 0.2],
  ] as const)('weights stored as %s', async (store, tolerance) => {
    for (const name of ['image', 'sequence']) {
      const bytes = readFileSync(join(cases, `${name}.h5`));
      const { input } = JSON.parse(readFileSync(join(cases, `${name}.json`), 'utf8')) as { input: number[] };
      const { json, files } = convert(bytes, store);
      expect(tfjsLayersFormat.detect(json.subarray(0, 64))).toBe(true);
      const x = Float32Array.from(input);
      const expected = runModel(await importModel(kerasH5Format, name, bytes), x);
      const actual = runModel(await importModel(tfjsLayersFormat, 'model.json', json, files), x);
      expected.forEach((values, i) => {
        expect(relativeError(actual[i] ?? [], values)).toBeLessThan(tolerance);
      });
    }
  });

  test.each(['same_names', 'keras2_nested', 'nested'])(
    'layers of several sub-models have their own weights: %s, by whole names and by short ones that repeat',
    async (name) => {
      const bytes = readFileSync(join(cases, `${name}.h5`));
      const { input } = JSON.parse(readFileSync(join(cases, `${name}.json`), 'utf8')) as { input: number[] };
      const expected = runModel(await importModel(kerasH5Format, name, bytes), Float32Array.from(input));
      for (const rename of [(path: string) => path, (path: string) => path.split('/').slice(-2).join('/')]) {
        const { json, files } = convert(bytes, 'float32', rename);
        const imported = await importModel(tfjsLayersFormat, 'model.json', json, files);
        expect(runModel(imported, Float32Array.from(input))).toEqual(expected);
      }
    },
  );

  test('manifests that do not fit their files, or leave the folder, are refused', async () => {
    const { json, files } = convert(readFileSync(join(cases, 'sequence.h5')), 'float32');
    const text = Buffer.from(json).toString();
    const shorter = new Map([...files].map(([name, bytes]) => [name, bytes.subarray(0, 40)]));
    const attempts: readonly (readonly [string, ReadonlyMap<string, Uint8Array>])[] = [
      [text, shorter],
      [text.replace('group1-shard1of2.bin', '../../etc/passwd'), files],
      [text.replace('group1-shard1of2.bin', '/etc/passwd'), files],
      [text.replace('group1-shard1of2.bin', 'https://example.org/x'), files],
      [text.replace(/"shape":\[\d+/, '"shape":[1e15'), files],
      [text.replace(/"dtype":"float32"(?=\})/g, '"dtype":"string"'), files],
      [text.replace('"weightsManifest":[', '"weightsManifest":[7,'), files],
    ];
    for (const [model, parts] of attempts) {
      const reading = importModel(tfjsLayersFormat, 'model.json', Buffer.from(model), parts);
      const error: unknown = await reading.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(isTinymlError(error)).toBe(true);
    }
  });
});
