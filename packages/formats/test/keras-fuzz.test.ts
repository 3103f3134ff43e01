import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants } from '@tinyml/core';
import { type ModelFormat } from '@tinyml/core/internal';
import { shared } from '../../../tools/testing.ts';
import { kerasFormat, kerasH5Format } from '../src/index.ts';
import { operators } from './keras-run.ts';
import { startClock } from './processor-time.ts';

/** Mutants per file; raise it for a long run. */
const count = Number(process.env['TINYML_FUZZ'] ?? 400);

const randomFrom = (seed: number): ((limit: number) => number) => {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

const marks = ['TREE', 'SNOD', 'HEAP', 'GCOL', 'PK', 'weight_names', 'class_name', 'shape', 'inbound'];
const extremes = [0, 1, 2, 8, 0x10, 0x7f, 0x80, 0xff];

/** Cuts, or changes to a few bytes: most of them near a structure, where the offsets and sizes are. */
const mutate = (original: Uint8Array, places: readonly number[], random: (limit: number) => number): Uint8Array => {
  if (random(10) === 0) return original.slice(0, random(original.length));
  const bytes = original.slice();
  for (let left = 1 + random(4); left > 0; left--) {
    const kind = random(10);
    const near = (places[random(places.length)] ?? 0) + random(400) - 150;
    const at = kind < 3 ? random(3000) : kind < 9 ? near : random(bytes.length);
    bytes[Math.max(0, Math.min(at, bytes.length - 1))] =
      random(2) === 0 ? random(256) : (extremes[random(extremes.length)] ?? 0);
  }
  return bytes;
};

const placesOf = (bytes: Buffer): readonly number[] =>
  marks.flatMap((mark) => {
    const found: number[] = [];
    for (let at = bytes.indexOf(mark); at >= 0 && found.length < 200; at = bytes.indexOf(mark, at + 1)) found.push(at);
    return found;
  });

const cases = join(import.meta.dirname, 'cases', 'keras');
const files: readonly (readonly [string, ModelFormat])[] = [
  [join(cases, 'image.h5'), kerasH5Format],
  [join(cases, 'nested.h5'), kerasH5Format],
  [join(cases, 'image.keras'), kerasFormat],
  [join(cases, 'keras2_operations.h5'), kerasH5Format],
  [join(cases, 'same_names.keras'), kerasFormat],
  [join(shared, 'models/mlperf-tiny/sww.h5'), kerasH5Format],
  [join(shared, 'models/seed/CNN1/3_fashion_mnist_model_qaware.h5'), kerasH5Format],
];

describe('damaged models end in success or in a diagnostic, soon and in little memory', () => {
  for (const [path, format] of files)
    (existsSync(path) ? test : test.skip)(
      `${String(count)} mutants of ${path.split('/').at(-1) ?? ''}`,
      async () => {
        const original = readFileSync(path);
        const places = placesOf(original);
        const random = randomFrom(20);
        let refused = 0;
        let slowest = 0;
        const before = process.memoryUsage.rss();
        for (let i = 0; i < count; i++) {
          const bytes = mutate(new Uint8Array(original), places, random);
          const context = { constants: memoryConstants(), operators };
          const seconds = startClock();
          try {
            await format.read({ path: 'm', bytes, readFile: () => Promise.reject(new Error('no file')) }, context);
          } catch (error) {
            if (!isTinymlError(error)) throw new Error(`mutant ${String(i)} of ${path}`, { cause: error });
            expect(error.diagnostics.every(({ code }) => /^TML[23]/.test(code))).toBe(true);
            refused++;
          }
          slowest = Math.max(slowest, 1000 * seconds());
        }
        expect(refused).toBeGreaterThan(count / 20);
        expect(refused).toBeLessThan(count);
        expect(slowest).toBeLessThan(2000);
        expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 30);
      },
      300_000,
    );
});
