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

/**
 * A core beside the Cortex-M4F. Instructions were compared in QEMU (M0+, M3, M7, M33); cycles and the other cores are
 * coarse: an M0 has no multiply-accumulate, no long multiplication and few addressing modes, an M3 takes longer for both
 * multiplications, an M7 runs two instructions at a time, RISC-V has no instruction that loads and moves on.
 */
export interface CoreSpeed {
  /** Instructions for the same C. */
  readonly instructions: number;
  /** Cycles for the same instructions. */
  readonly cycles: number;
}

const speeds: Readonly<Record<Core, CoreSpeed>> = {
  'cortex-m0': { instructions: 2.1, cycles: 1 },
  'cortex-m0plus': { instructions: 2.1, cycles: 0.95 },
  'cortex-m3': { instructions: 1, cycles: 1.1 },
  'cortex-m4': { instructions: 1, cycles: 1 },
  'cortex-m4f': { instructions: 1, cycles: 1 },
  'cortex-m7': { instructions: 1, cycles: 0.6 },
  'cortex-m33': { instructions: 1, cycles: 0.95 },
  'cortex-m55': { instructions: 1, cycles: 0.85 },
  'cortex-m85': { instructions: 1, cycles: 0.5 },
  rv32imc: { instructions: 1.3, cycles: 0.95 },
  rv32imac: { instructions: 1.3, cycles: 0.95 },
  rv64gc: { instructions: 1.3, cycles: 0.85 },
  esp32: { instructions: 1.1, cycles: 1.1 },
  esp32s3: { instructions: 1.1, cycles: 1 },
  avr: { instructions: 8, cycles: 1.1 },
  host: { instructions: 1, cycles: 1 },
};

export const coreSpeed = (core: Core): CoreSpeed => speeds[core];

/** What a Cortex-M4 takes, as another core takes it. */
export const costOn = (core: Core, { cycles, instructions }: Cost): Cost => {
  const speed = speeds[core];
  return {
    instructions: Math.round(instructions * speed.instructions),
    cycles: Math.round(cycles * speed.instructions * speed.cycles),
  };
};
