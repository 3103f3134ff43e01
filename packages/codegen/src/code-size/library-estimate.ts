import type { Core } from '@tinyml/core';
import { situationOf, type KernelUsages } from './kernel-usage.ts';
import type { LibraryObject } from './sizes/size-table.ts';
import { sizeTableOf } from './sizes/tables.ts';

/** What every firmware has from its start-up code, which clears and copies memory. */
const everywhere: ReadonlySet<string> = new Set(['memcpy', 'memset']);

/** What a program takes of the compiler's and the C library: whole objects, which functions share. `more`: that it calls itself. */
export const libraryOf = (
  { known }: KernelUsages,
  core: Core,
  column: 0 | 1,
  more: readonly string[] = [],
): LibraryObject => {
  const { functions, objects } = sizeTableOf(core).library;
  const wanted = new Set([...known.flatMap(({ row, ...usage }) => row.library[situationOf(usage)][column]), ...more]);
  const linked = new Set([...wanted].filter((name) => !everywhere.has(name)).flatMap((name) => functions[name] ?? []));
  const sum = { flash: 0, data: 0, bss: 0 };
  for (const name of linked) {
    const { flash, data, bss } = objects[name] as LibraryObject;
    sum.flash += flash;
    sum.data += data;
    sum.bss += bss;
  }
  return sum;
};
