import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Toolchain } from './toolchain.ts';

/** A function of an object file. */
export interface ObjectFunction {
  code: number;
  stack: number;
  /** Names of what it calls, and of what it hands on: that is called by what it calls. */
  readonly calls: Set<string>;
  readonly passes: Set<string>;
}

/** Functions and constants of a compiled file. */
export interface ObjectContents {
  readonly functions: ReadonlyMap<string, ObjectFunction>;
  /** Bytes of read-only data, constants of the literal pools aside. */
  readonly constants: ReadonlyMap<string, number>;
}

/** A copy that gcc makes for constant arguments counts as the function itself. */
const plain = (symbol: string): string => symbol.replace(/\..*$/, '');

/** What `name`.o in `folder` holds; compiled with -ffunction-sections, -fdata-sections and -fstack-usage. */
export const objectContents = async ({ prefix }: Toolchain, folder: string, name: string): Promise<ObjectContents> => {
  const functions = new Map<string, ObjectFunction>();
  const constants = new Map<string, number>();
  const of = (symbol: string): ObjectFunction => {
    const key = plain(symbol);
    const found = functions.get(key) ?? { code: 0, stack: 0, calls: new Set(), passes: new Set() };
    functions.set(key, found);
    return found;
  };
  const symbols = await run(`${prefix}-nm`, ['-S', `${name}.o`], folder);
  for (const [, size, kind, symbol] of symbols.matchAll(/^\S+ (\S+) (\w) (\S+)$/gm)) {
    const bytes = Number.parseInt(String(size), 16);
    if (kind === 't' || kind === 'T') of(String(symbol)).code += bytes;
    else if (kind === 'r' || kind === 'R') constants.set(String(symbol), bytes);
  }
  const usage = readFileSync(join(folder, `${name}.su`), 'utf8');
  for (const [, symbol, bytes] of usage.matchAll(/:([\w.]+)\t(\d+)\t/g)) {
    const found = of(String(symbol));
    found.stack = Math.max(found.stack, Number(bytes));
  }
  let section: string | undefined;
  for (const line of (await run(`${prefix}-readelf`, ['-rW', `${name}.o`], folder)).split('\n')) {
    if (line.startsWith('Relocation section')) section = /'\.rela?\.text\.(\S+)'/.exec(line)?.[1];
    const [, kind, target] =
      /R_(?:ARM|AVR)_(THM_CALL|THM_JUMP24|ABS32|CALL|13_PCREL|LO8_LDI_GS)\s+\S+\s+(?:\.text\.)?(\S+)/.exec(line) ?? [];
    if (section === undefined || target === undefined || target.startsWith('.')) continue;
    const [from, to] = [plain(section.replace(/^startup\./, '')), plain(target)];
    if (from !== to) (kind === 'ABS32' || kind === 'LO8_LDI_GS' ? of(from).passes : of(from).calls).add(to);
  }
  return { functions, constants };
};

/** What functions of the libraries may keep on the stack: those that copy, arithmetic, those of math.h with what they call. */
const libraryStack = (name: string): number => (name.startsWith('mem') ? 16 : name.startsWith('__') ? 24 : 64);

/** Bytes of the deepest chain of calls. */
export const stackDepth = (
  functions: ReadonlyMap<string, ObjectFunction>,
  name: string,
  pushedByCall: number,
): number => {
  const found = functions.get(name);
  if (found === undefined) return libraryStack(name);
  const deepest = (names: Iterable<string>): number =>
    Math.max(0, ...[...names].map((one) => pushedByCall + stackDepth(functions, one, pushedByCall)));
  return found.stack + deepest(found.calls) + deepest(found.passes);
};
