import { hasSeparateFlash, type Program } from '../program/program.ts';
import type { KernelFile } from './name-clash.ts';

/** What of the C library C text uses. */
const library: readonly (readonly [header: string, uses: RegExp])[] = [
  ['math.h', /\b(?:INFINITY|NAN|roundf)\b/],
  ['string.h', /\bmem(?:cpy|move|set)\(/],
];

/** Lines that include the headers of the C library that `text` uses, the integer types aside. */
export const libraryIncludes = (text: string): string =>
  library.map(([header, uses]) => (uses.test(text) ? `#include <${header}>\n` : '')).join('');

const calledFunctions = ({ schedule }: Program): readonly string[] =>
  schedule.flatMap(({ call, stream }) =>
    [...(call === null ? [] : [call]), ...(stream?.calls ?? []).map((one) => one.call)].map((one) => one.function),
  );

/**
 * The kernels' headers that a program's source includes: those that define what it calls. The others come with them; one
 * that no other includes is included here.
 */
export const includedHeaders = (program: Program, files: ReadonlyMap<string, KernelFile>): readonly string[] => {
  const called = [...new Set(calledFunctions(program))];
  const defines = (text: string): boolean =>
    called.some((name) => new RegExp(`^\\w[^;{}#]*\\b${name}\\([^;]*?\\)\\s*\\{`, 'm').test(text));
  const within = new Set(
    [...files.values()].flatMap(({ text }) =>
      [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)].map(([, name]) => name),
    ),
  );
  return [...files]
    .filter(
      ([name, { text }]) => !within.has(name) || defines(text) || (name === 'tml_port.h' && hasSeparateFlash(program)),
    )
    .map(([name]) => name);
};
