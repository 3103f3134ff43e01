import type { Core, Cost } from '@tinyml/core';

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
