import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  noRates,
  type KernelRates,
  type Rate,
  type RateTable,
} from '../../packages/operators/src/kernel/kernel-cost.ts';
import { measuredRates } from '../../packages/operators/src/kernel/measured-rates.ts';
import { root } from '../steps.mjs';

export type Compiled = keyof KernelRates;

export const operators = join(root, 'packages/operators/src');
export const ratesFile = 'kernel-rates.ts';

/** The folders' tables, by path within the operators' sources. */
export const tables = new Map<string, RateTable>();
for (const path of readdirSync(operators, { recursive: true, encoding: 'utf8' }).sort())
  if (basename(path) === ratesFile) {
    const { rates } = (await import(pathToFileURL(join(operators, path)).href)) as { readonly rates: RateTable };
    tables.set(dirname(path), rates);
  }

/** As they were; kernels are told from now on what `probed` says. */
export const recorded: Record<string, KernelRates> = {};
/** The folder that a kernel's rates lie in. */
export const folders = new Map<string, string>();
for (const [folder, table] of tables)
  for (const [name, rates] of Object.entries(table)) {
    recorded[name] = rates;
    folders.set(name, folder);
    Reflect.deleteProperty(table, name);
  }

/**
 * While set, the table answers 1 instruction for this kind of work and 0 for all others, and notes what it is asked for.
 * Cycles stay as recorded: kernels choose between layouts by them.
 */
let probe: { readonly kind: string; readonly names: Set<string>; readonly kinds: Set<string> } | undefined;
const probed = (name: string, compiled: Compiled): Record<string, Rate> =>
  new Proxy(
    {},
    {
      get(_, kind: string): Rate {
        probe?.kinds.add(kind);
        return [kind === probe?.kind ? 1 : 0, recorded[name]?.[compiled][kind]?.[1] ?? 13];
      },
    },
  );
const asked: RateTable = new Proxy<Record<string, KernelRates>>(
  {},
  {
    get(_, name: string): KernelRates | undefined {
      if (probe === undefined) return recorded[name];
      probe.names.add(name);
      return { fast: probed(name, 'fast'), small: probed(name, 'small') };
    },
  },
);
for (const table of [...tables.values(), noRates]) Object.setPrototypeOf(table, asked);

// Rates of other cores are told as they are, but while probing.
for (const table of Object.values(measuredRates)) {
  const own = { ...table };
  for (const name of Object.keys(own)) Reflect.deleteProperty(table, name);
  const told = new Proxy(own, { get: (_, name: string) => (probe === undefined ? own[name] : undefined) });
  Object.setPrototypeOf(table, told);
}

/**
 * The work of a call, asked from the kernel's cost one kind at a time; undefined where it has no rates, or where the
 * core calls the C library for float operations.
 */
export const workOf = (cost: () => { readonly instructions: number }) => {
  const [names, kinds] = [new Set<string>(), new Set<string>()];
  const ask = (kind: string): number => {
    probe = { kind, names, kinds };
    const { instructions } = cost();
    probe = undefined;
    return instructions;
  };
  const more = ask('');
  const [rates] = names;
  return rates === undefined || more !== 0
    ? undefined
    : { rates, work: Object.fromEntries([...kinds].map((kind) => [kind, ask(kind)])) };
};
