import type { Core, Cost } from '@tinyml/core';

/** A coarse model of a kernel's time: instructions per multiply-accumulate (or element), per output, and per call. */
export interface CostModel {
  readonly perMac: number;
  readonly perOutput: number;
  readonly fixed: number;
  /** Cycles per instruction, where loads and fused products make them unusual. */
  readonly ratio?: number;
}

/** Cores without a floating-point unit: each float operation is a library call of about this many instructions. */
const softFloat = new Set<Core>(['cortex-m0', 'cortex-m0plus', 'cortex-m3', 'cortex-m4', 'rv32imc', 'rv32imac', 'avr']);
const softFloatFactor = 14;

/** A core beside the Cortex-M4F. */
export interface CoreSpeed {
  /** Instructions for the same C. */
  readonly instructions: number;
  /** Cycles for the same instructions. */
  readonly cycles: number;
}

const speeds: Readonly<Record<Core, CoreSpeed>> = {
  'cortex-m0': { instructions: 1.7, cycles: 1 },
  'cortex-m0plus': { instructions: 1.7, cycles: 0.95 },
  'cortex-m3': { instructions: 1, cycles: 1.05 },
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
  host: { instructions: 1, cycles: 0.3 },
};

export const coreSpeed = (core: Core): CoreSpeed => speeds[core];

/** Loads, stores and branches take more than one cycle: measured ratio of these loops on Cortex-M4. */
const cyclesPerInstruction = 1.35;

/** Cost of `macs` products and `outputs` results on `core`. */
export const kernelCost = (model: CostModel, core: Core, macs: number, outputs: number, float: boolean): Cost => {
  const factor = float && softFloat.has(core) ? softFloatFactor : 1;
  const instructions = Math.round((macs * model.perMac + outputs * model.perOutput) * factor + model.fixed);
  return { instructions, cycles: Math.round(instructions * (model.ratio ?? cyclesPerInstruction)) };
};
