import type { Core, Cost } from '@tinyml/core';

/** A coarse model of a kernel's time: instructions per multiply-accumulate (or element), per output, and per call. */
export interface CostModel {
  readonly perMac: number;
  readonly perOutput: number;
  readonly fixed: number;
}

/** Cores without a floating-point unit: each float operation is a library call of about this many instructions. */
const softFloat = new Set<Core>(['cortex-m0', 'cortex-m0plus', 'cortex-m3', 'cortex-m4', 'rv32imc', 'rv32imac', 'avr']);
const softFloatFactor = 14;

/** Loads, stores and branches take more than one cycle: measured ratio of these loops on Cortex-M4. */
const cyclesPerInstruction = 1.35;

/** Cost of `macs` products and `outputs` results on `core`. */
export const kernelCost = (model: CostModel, core: Core, macs: number, outputs: number, float: boolean): Cost => {
  const factor = float && softFloat.has(core) ? softFloatFactor : 1;
  const instructions = Math.round((macs * model.perMac + outputs * model.perOutput) * factor + model.fixed);
  return { instructions, cycles: Math.round(instructions * cyclesPerInstruction) };
};
