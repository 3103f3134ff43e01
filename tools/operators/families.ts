import { readFileSync } from 'node:fs';
import * as list from '../../packages/operators/src/list.ts';

const source = readFileSync(new URL('../../packages/operators/src/list.ts', import.meta.url), 'utf8');

/** The built-in operators by the folder of their family, both in the order of their names. */
export const operatorFamilies = (): ReadonlyMap<string, readonly string[]> => {
  const families = new Map<string, string[]>();
  for (const [, name = '', family = ''] of source.matchAll(/^export \{ (\w+) \} from '\.\/([\w-]+)\//gm)) {
    const operator = (list as Readonly<Record<string, { readonly name: string }>>)[name];
    if (operator !== undefined) families.set(family, [...(families.get(family) ?? []), operator.name].toSorted());
  }
  return new Map([...families].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};
