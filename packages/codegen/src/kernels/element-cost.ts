import type { Core, Cost } from '@tinyml/core';
import { kernelCost } from './kernel-cost.ts';

/** Instructions of one element: on integers, and floating-point operations (far more on a core that lacks them). */
export interface ElementCost {
  readonly integer: number;
  readonly float: number;
}

/** A coarse estimate for `count` elements. */
export const elementCost = (core: Core, count: number, { integer, float }: ElementCost): Cost => {
  const plain = kernelCost({ perMac: 0, perOutput: integer, fixed: 20 }, core, 0, count, false);
  const floating = kernelCost({ perMac: 0, perOutput: float, fixed: 0 }, core, 0, count, true);
  return { instructions: plain.instructions + floating.instructions, cycles: plain.cycles + floating.cycles };
};
