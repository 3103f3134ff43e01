import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { kerasJsonFormat } from '../src/index.ts';
import { importModel, relativeError, runModel } from './keras-run.ts';

const folder = join(import.meta.dirname, 'cases', 'keras-json');
const files = readdirSync(folder);
const names = files.filter((file) => file.endsWith('.answers.json')).map((file) => file.replace('.answers.json', ''));

describe('layers as text, with the weights beside them, compute what Keras computed', () => {
  test('there are some of Keras 2 and 3, in both layouts', () => {
    expect(names.toSorted()).toEqual(['keras2_named', 'keras2_numbered', 'keras3_numbered']);
  });

  test.each(names)('%s', async (name) => {
    const read = (file: string): Buffer => readFileSync(join(folder, file));
    const beside = new Map(files.filter((file) => file.endsWith('.h5')).map((file) => [file, read(file)] as const));
    const bytes = read(`${name}.json`);
    expect(kerasJsonFormat.detect(bytes.subarray(0, 64))).toBe(true);
    const imported = await importModel(kerasJsonFormat, join(folder, `${name}.json`), bytes, beside);
    const { input, values } = JSON.parse(read(`${name}.answers.json`).toString()) as {
      input: number[];
      values: number[];
    };
    const [result = []] = runModel(imported, Float32Array.from(input));
    expect(relativeError(result, values)).toBeLessThan(1e-5);
  });
});
