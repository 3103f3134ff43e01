import type { Core, Cost, Priority } from '@tinyml/core';
import { none, type Correction, type Factor } from './factor.ts';
import { measuredFactors } from './measured-factors.ts';

/** Cores that execute the same code: what was measured on the second one holds for the first. */
const sameCode: Partial<Readonly<Record<Core, string>>> = {
  'cortex-m0': 'cortex-m0plus',
  'cortex-m85': 'cortex-m55',
  rv32imac: 'rv32imc',
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How a step's estimate is corrected on a core: as its kernel was measured there, or all kernels together. `kernel`:
 * several, joined with ` + `, where rows are streamed through them; their shares are not known.
 */
export const stepFactor = (core: Core, priority: Priority, kernel: string | null): Factor => {
  const factors = measuredFactors[sameCode[core] ?? core]?.[priority === 'size' ? 'small' : 'fast'];
  if (kernel === null || factors === undefined) return none;
  const { kernels, others } = factors;
  const parts = kernel.split(' + ').map((part) => kernels[part] ?? others);
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return {
    instructions: [mean(parts.map(({ instructions: [factor] }) => factor)), 0, 0],
    cycles: [mean(parts.map(({ cycles: [factor] }) => factor)), 0, 0],
  };
};

const corrected = ([estimate, mac, call]: Correction, general: number, macs: number): number =>
  Math.round(estimate * general + mac * macs + call);

/** A step's cost as measured kernels take it there: estimates are made for a Cortex-M4 and carried over coarsely. */
export const calibrated = (
  core: Core,
  priority: Priority,
  { cost, kernel, macs }: { readonly cost: Cost; readonly kernel: string | null; readonly macs: number },
): Cost => {
  const { cycles, instructions } = stepFactor(core, priority, kernel);
  return {
    instructions: corrected(instructions, cost.instructions, macs),
    cycles: corrected(cycles, cost.cycles, macs),
  };
};
