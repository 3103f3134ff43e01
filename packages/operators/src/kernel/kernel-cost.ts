import type { Core, Cost, KernelRequest } from '@tinyml/core';
import { kernelRates, type Rate } from './kernel-rates.ts';

/** How often a kernel does each kind of work in a call: the kinds are named as in its rates. */
export type Work = Readonly<Record<string, number>>;

/** Of work that was never measured. */
const usualRate: Rate = [10, 13];

/** Cores without a floating-point unit: each operation is a call of the C library's. */
const softFloat = new Set<Core>(['cortex-m0', 'cortex-m0plus', 'cortex-m3', 'cortex-m4', 'rv32imc', 'rv32imac', 'avr']);
const softFloatRate: Rate = [48, 52];

/** Time of one call on a Cortex-M4: `rates` names the C function in the table of rates. */
export const ratedCost = (
  rates: string,
  { core, priority }: Pick<KernelRequest, 'core' | 'priority'>,
  work: Work,
  floatOperations = 0,
): Cost => {
  const table = kernelRates[rates]?.[priority === 'size' ? 'small' : 'fast'];
  const soft = softFloat.has(core) ? floatOperations : 0;
  let [instructions, cycles] = [soft * softFloatRate[0], soft * softFloatRate[1]];
  for (const [kind, count] of Object.entries({ call: 1, ...work })) {
    const rate = table?.[kind] ?? usualRate;
    instructions += count * rate[0];
    cycles += count * rate[1];
  }
  return { instructions: Math.round(instructions), cycles: Math.round(cycles) };
};
