import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants } from '@tinyml/core';
import { verifyGraph } from '@tinyml/core/internal';
import { describeWith, shared } from '../../../tools/testing.ts';
import { outlineTflite } from '../src/tflite/outline.ts';
import { readTflite } from '../src/tflite/read.ts';
import { operators } from './operators.ts';
import { writeTflite } from '../src/tflite/write.ts';
import { smallFloatGraph } from './small-graph.ts';
import { startClock } from './processor-time.ts';

/** Mutants altogether; raise it for a long run. */
const count = Number(process.env['TINYML_FUZZ'] ?? 3000);
const mostSeconds = 2;
const mostBytes = 2 ** 29;

/** A linear congruential generator: the same mutants in every run. */
const randomFrom = (seed: number): ((limit: number) => number) => {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

const extremes = (length: number): readonly number[] => [
  0,
  1,
  2,
  3,
  4,
  8,
  0x7f,
  0xff,
  0x7fff,
  0xffff,
  0x7fffffff,
  0x80000000,
  0xfffffffc,
  0xfffffffe,
  0xffffffff,
  length,
  length - 1,
  length - 4,
  length / 2,
  length * 2,
  1 << 20,
  1 << 28,
];

/** Where the file keeps its tables: weights may hold any bytes and tell nothing. */
const isWeights = (bytes: Uint8Array, position: number): boolean => {
  const window = bytes.subarray(Math.max(0, position - 32), position + 32);
  return window.filter((byte) => byte !== 0).length > 48;
};

const mutate = (original: Uint8Array, random: (limit: number) => number): Uint8Array => {
  const bytes = original.slice();
  const view = new DataView(bytes.buffer);
  const values = extremes(bytes.length);
  for (let changes = 1 + random(3); changes > 0; changes -= 1) {
    let position = random(bytes.length - 4);
    for (let tries = 0; tries < 8 && isWeights(bytes, position); tries += 1) position = random(bytes.length - 4);
    const value = values[random(values.length)] ?? 0;
    const kind = random(5);
    if (kind === 0) bytes[position] = (bytes[position] ?? 0) ^ (1 << random(8));
    else if (kind === 1) view.setUint16(position & ~1, value, true);
    else if (kind === 2) view.setUint32(position & ~3, random(bytes.length), true);
    else if (kind === 3) view.setInt32(position & ~3, view.getInt32(position & ~3, true) + 4 * (random(65) - 32), true);
    else view.setUint32(position & ~3, value, true);
  }
  return bytes;
};

/** The codes of the problems, none for success; anything else that is thrown ends the test. */
const codesOf = (bytes: Uint8Array): readonly string[] => {
  const seconds = startClock();
  let codes: readonly string[];
  try {
    const constants = memoryConstants();
    const graph = readTflite('m.tflite', 'm', bytes, { constants, operators });
    codes = verifyGraph(graph, operators, constants).map(({ code }) => code);
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    codes = error.diagnostics.map(({ code }) => code);
  }
  try {
    outlineTflite('m.tflite', 'm', bytes, { constants: memoryConstants(), operators });
  } catch (error) {
    if (!isTinymlError(error)) throw error;
  }
  expect(seconds()).toBeLessThan(mostSeconds);
  return codes;
};

const fuzz = (
  original: Uint8Array,
  seed: number,
  mutants: number,
): { readonly refused: number; readonly accepted: number } => {
  const random = randomFrom(seed);
  let refused = 0;
  for (let index = 0; index < mutants; index += 1) {
    const codes = codesOf(mutate(original, random));
    for (const code of codes) expect(code).toMatch(/^TML[23]\d\d$/);
    if (codes.length > 0) refused += 1;
  }
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(mostBytes);
  return { refused, accepted: mutants - refused };
};

const constants = memoryConstants();
const small = writeTflite(smallFloatGraph(constants), constants, operators);

describe('a damaged .tflite file', () => {
  test(
    'is read or refused, whatever was changed',
    () => {
      const { refused, accepted } = fuzz(small, 1, (2 * count) / 3);
      expect(refused).toBeGreaterThan(count / 4);
      expect(accepted).toBeGreaterThan(0);
    },
    count * 100,
  );

  test('is refused wherever it was cut off', () => {
    expect(codesOf(small)).toEqual([]);
    for (let length = 0; length < small.length; length += 4) {
      const codes = codesOf(small.slice(0, length));
      expect([length, codes[0]]).toEqual([length, expect.stringMatching(/^TML20[126]$/)]);
    }
  });

  test('is refused when every one of its bytes is the same', () => {
    for (const byte of [0, 1, 4, 0x7f, 0x80, 0xff]) {
      expect(codesOf(new Uint8Array(4096).fill(byte))[0]).toMatch(/^TML2/);
    }
  });
});

describe('a damaged file of operators that others express', () => {
  const folder = join(import.meta.dirname, 'cases', 'tflite');
  const files = readdirSync(folder).filter((name) => name.endsWith('.tflite'));

  test.each(files)(
    '%s is read or refused, whatever was changed',
    (name) => {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      expect(fuzz(bytes, 3, count / 50).refused).toBeGreaterThan(0);
    },
    count * 100,
  );
});

describeWith('a damaged real model', { shared: ['models/mlperf-tiny/kws_int8.tflite'] }, () => {
  const real = new Uint8Array(readFileSync(join(shared, 'models/mlperf-tiny/kws_int8.tflite')));

  test(
    'is read or refused, whatever was changed',
    () => {
      expect(fuzz(real, 2, count / 3).refused).toBeGreaterThan(0);
    },
    count * 100,
  );

  test('is refused wherever it was cut off', () => {
    for (let length = 0; length < real.length; length += 64) {
      expect(codesOf(real.slice(0, length))[0]).toMatch(/^TML20[126]$/);
    }
  }, 60_000);
});
