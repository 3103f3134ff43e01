import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { kerasCoverage } from '../src/index.ts';
import { operators } from './keras-run.ts';

interface Classes {
  readonly keras: string;
  readonly classes: readonly string[];
}

const path = join(import.meta.dirname, 'cases', 'keras-classes', 'classes.json');
const releases = JSON.parse(readFileSync(path, 'utf8')) as readonly Classes[];
const { layers, refused } = kerasCoverage(operators);

test.each(releases)(
  'every layer class of Keras $keras is read, or refused with a reason and the way out',
  ({ classes }) => {
    const answered = new Set([...layers, ...refused.map(([name]) => name)]);
    expect(classes.filter((name) => !answered.has(name))).toEqual([]);
  },
);

test('no class is both read and refused, and those that are refused exist', () => {
  const known = new Set(releases.flatMap(({ classes }) => classes));
  expect(refused.filter(([name]) => layers.includes(name) || !known.has(name))).toEqual([]);
});
