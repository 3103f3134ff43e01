import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError } from '@tinyml/core';
import { readZip } from '../../src/data/zip.ts';
import { mutants } from '../mutants.ts';
import { archiveOf, type Entries } from './pt2-file.ts';
import { importPt2 } from './run.ts';
import { startClock } from '../processor-time.ts';

const count = process.env['TINYML_FULL'] === '1' ? 10_000 : 150;
const mostSeconds = 2;
const mostBytes = 2 ** 30;

const read = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'cases', 'pytorch', `${name}.pt2`)));

const entriesOf = (bytes: Uint8Array): Entries =>
  new Map(readZip('model.pt2', bytes).map((entry) => [entry.name, entry.read()]));

/** The problems' codes; anything else that is thrown ends the test. */
const codesOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const seconds = startClock();
  const codes = await importPt2(bytes).then(
    () => [],
    (error: unknown) => {
      if (!isTinymlError(error)) throw error;
      return error.diagnostics.map(({ code }) => code);
    },
  );
  expect(seconds()).toBeLessThan(mostSeconds);
  return codes;
};

const check = async (files: Iterable<Uint8Array>): Promise<number> => {
  let refused = 0;
  for (const file of files) {
    const codes = await codesOf(file);
    for (const code of codes) expect(code).toMatch(/^TML[23]\d\d$/);
    if (codes.length > 0) refused += 1;
  }
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(mostBytes);
  return refused;
};

/** Numbers that sizes and strides change much by. */
const extremes = [-1, 0, 1, 2, 3, 7, 255, 65_536, 2 ** 31 - 1, 2 ** 32, 2 ** 53, 1e300, -(2 ** 31), 0.5];

/** The same archive with some numbers of a JSON file as others, and some words as other words of the file. */
function* otherNumbers(entries: Entries, file: string, seed: number, most: number): Generator<Uint8Array> {
  const text = new TextDecoder().decode(entries.get(file));
  const numbers = [...text.matchAll(/(?<=: )-?\d+(\.\d+)?(?=[,}\]])/g)];
  const words = [...text.matchAll(/(?<=: )"[^"]*"(?=[,}])/g)];
  let state = seed;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let i = 0; i < most; i++) {
    const list = random(4) === 0 ? words : numbers;
    const found = list[random(list.length)];
    const other =
      list === words ? (words[random(words.length)]?.[0] ?? '""') : String(extremes[random(extremes.length)]);
    const at = found?.index ?? 0;
    const changed = text.slice(0, at) + other + text.slice(at + (found?.[0].length ?? 0));
    yield archiveOf(new Map([...entries, [file, new TextEncoder().encode(changed)]]));
  }
}

describe('damaged .pt2 files are told of, quickly and in little memory', () => {
  test('bytes of the archive', async () => {
    expect(await check(mutants(read('pools'), 1, count))).toBeGreaterThan(count / 4);
  }, 600_000);

  test.each(['pools', 'shapes', 'selections', 'products', 'resizing', 'recurrent'])(
    'sizes, names and arguments of the program: %s',
    async (name) => {
      const entries = entriesOf(read(name));
      expect(await check(otherNumbers(entries, 'model/models/model.json', 3, count / 10))).toBeGreaterThan(0);
    },
    600_000,
  );

  test('sizes, strides and names of the weights', async () => {
    const entries = entriesOf(read('products'));
    const file = 'model/data/weights/model_weights_config.json';
    expect(await check(otherNumbers(entries, file, 5, count / 3))).toBeGreaterThan(0);
  }, 600_000);

  test('wherever they are cut off', async () => {
    const bytes = read('products');
    const lengths = Array.from({ length: 60 }, (_, i) => Math.floor((i * bytes.length) / 60));
    for (const length of lengths) expect((await codesOf(bytes.slice(0, length)))[0]).toMatch(/^TML20\d$/);
  });
});
