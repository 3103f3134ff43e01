import type { Core, Cost, KernelRequest } from '@tinyml/core';
import { measuredRates } from './measured-rates.ts';

/** [instructions, cycles] that a kernel takes for one of a kind of work. */
export type Rate = readonly [instructions: number, cycles: number];

/** The kinds of work of a kernel in C, by names of its own; `call` is what every call takes. At -O2 and at -Os. */
export interface KernelRates {
  readonly fast: Readonly<Record<string, Rate>>;
  readonly small: Readonly<Record<string, Rate>>;
}

/** Rates of the kernels of a folder, by name: `kernel-rates.ts` there. */
export type RateTable = Readonly<Record<string, KernelRates>>;

/** Of kernels that were never measured. */
export const noRates: RateTable = {};

/** How often a kernel does each kind of work in a call: the kinds are named as in its rates. */
export type Work = Readonly<Record<string, number>>;

/** Of work that was never measured. */
const usualRate: Rate = [10, 13];

/** Cores without a floating-point unit: each operation is a call of the C library's. */
const softFloat = new Set<Core>(['cortex-m0', 'cortex-m0plus', 'cortex-m3', 'cortex-m4', 'rv32imc', 'rv32imac', 'avr']);
const softFloatRate: Rate = [48, 52];

/** Cores that execute the same code, or nearly: what was measured on the second one holds for the first. */
const sameCode: Partial<Readonly<Record<Core, string>>> = {
  'cortex-m0': 'cortex-m0plus',
  'cortex-m85': 'cortex-m55',
  rv32imac: 'rv32imc',
  rv64gc: 'rv32imc',
};

/**
 * Time of one call in a Cortex-M4's units, which another core's general factors are applied to: by rates measured on that
 * core where there are any. `name`: of the kernel's rates in the table, the usual ones where it lacks them.
 */
export const ratedCost = (
  rates: RateTable,
  name: string,
  { core, priority }: Pick<KernelRequest, 'core' | 'priority'>,
  work: Work,
  floatOperations = 0,
): Cost => {
  const own = measuredRates[sameCode[core] ?? core]?.[name];
  const table = (own ?? rates[name])?.[priority === 'size' ? 'small' : 'fast'];
  const soft = softFloat.has(core) ? floatOperations : 0;
  let [instructions, cycles] = [soft * softFloatRate[0], soft * softFloatRate[1]];
  for (const [kind, count] of Object.entries({ call: 1, ...work })) {
    const rate = table?.[kind] ?? usualRate;
    instructions += count * rate[0];
    cycles += count * rate[1];
  }
  return { instructions: Math.round(instructions), cycles: Math.round(cycles) };
};
