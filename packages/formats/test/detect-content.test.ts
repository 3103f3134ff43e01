import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { isTinymlError } from '@tinyml/core';
import { detectFormat } from '@tinyml/core/internal';
import { builtinFormats } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tinyml-detect-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const keras = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'cases', 'keras', name));
const architecture = Buffer.from('{"class_name": "Sequential", "config": {"layers": []}, "keras_version": "3.0.0"}');
const zipped = Buffer.from('PK\u0003\u0004 a zip archive of something else', 'latin1');

const found = async (name: string, bytes: Buffer): Promise<string> => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    return (await detectFormat(path, builtinFormats)).name;
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics.map(({ code }) => code).join(' ');
    throw error;
  }
};

describe('a model is known by its content, whatever its name', () => {
  test.each([
    ['a.keras', keras('nested.h5'), 'keras-h5'],
    ['a.tflite', keras('nested.h5'), 'keras-h5'],
    ['a.bin', keras('nested.h5'), 'keras-h5'],
    ['a.h5', keras('nested.keras'), 'keras'],
    ['a.tflite', keras('nested.keras'), 'keras'],
    ['a.zip', keras('nested.keras'), 'keras'],
    ['a.json', architecture, 'keras-json'],
    ['a.h5', architecture, 'keras-json'],
    ['a.h5', zipped, 'TML243'],
    ['a.keras', zipped, 'TML243'],
  ])('%s', async (name, bytes, format) => {
    expect(await found(name, bytes)).toBe(format);
  });
});
