import { expect, test } from '@jest/globals';
import { builtinOperators } from '@tinyml/operators';
import { allowedNamings, translates, translationTables } from '../operators/allowed-namings.ts';
import { namings } from '../operators/named-operators.ts';
import { operatorPlaces } from '../operators/operator-places.ts';

const places = operatorPlaces();
const found = namings(places).filter(
  ({ file, makes }) => !(makes && translates.test(file)) && !translationTables.test(file),
);
const allowed = new Map(allowedNamings.flatMap(({ files }) => Object.entries(files)));

test('every operator has a folder of its own', () => {
  expect(places.map(({ name }) => name).toSorted()).toEqual(builtinOperators.map(({ name }) => name).toSorted());
  expect(new Set(places.map(({ folder }) => folder)).size).toBe(places.length);
});

test('a source outside of an operator’s folder does not name it, nor the C functions there, or the list says why', () => {
  const surprising = found.filter(({ file, name }) => allowed.get(file)?.includes(name) !== true);
  expect(surprising.map(({ file, line, name }) => `${file}:${String(line)} names ${name}`)).toEqual([]);
});

test('what the list allows is still needed', () => {
  const needed = new Set(found.map(({ file, name }) => `${file} ${name}`));
  const entries = [...allowed].flatMap(([file, names]) => names.map((name) => `${file} ${name}`));
  expect(entries.filter((entry) => !needed.has(entry))).toEqual([]);
});
