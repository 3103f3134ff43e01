import { builtinOperators } from '@tinyml/operators';
import * as list from '../../packages/operators/src/list.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../steps.mjs';
import type { Place } from './named-operators.ts';

const sources = 'packages/operators/src';

/** Every built-in operator with its folder, as the list has them. */
export const operatorPlaces = (): readonly Place[] => {
  const text = readFileSync(join(root, sources, 'list.ts'), 'utf8');
  const folders = new Map(
    [...text.matchAll(/^export \{ (\w+) \} from '\.\/(.*)\/operator\.ts';$/gm)].map(([, constant, folder]) => [
      constant,
      `${sources}/${folder as string}`,
    ]),
  );
  const places = Object.entries(list).flatMap(([constant, { name }]) => {
    const folder = folders.get(constant);
    return folder === undefined ? [] : [{ name, folder }];
  });
  if (places.length !== builtinOperators.length) throw new Error('list.ts has a line that is not one operator');
  return places;
};
