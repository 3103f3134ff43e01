/** Time of the kernels for Helium. */

import type { Cost } from '@tinyml/core';
import type { VectorSizes } from './matrix-cost.ts';
import type { TwiceForm } from './vector-records.ts';

/**
 * A vector multiplication takes the multiplier two cycles, while loads of the next vectors go on beside it: a little
 * more than one cycle an instruction (Arm Cortex-M55 Software Optimization Guide). Costs are a Cortex-M4's, of which
 * the M55 takes 0.85.
 */
export const vectorCost = (instructions: number): Cost => ({
  instructions: Math.round(instructions),
  cycles: Math.round((instructions * 1.2) / 0.85),
});

/** Instructions of the steps through the depth of one block, each of `one`, by the loop that is unrolled by eight. */
const stepsThrough = (depth: number, one: number): number => {
  const whole = Math.floor(depth / 16);
  return whole * one + 2 * Math.ceil(whole / 8) + (depth % 16 === 0 ? 0 : one + 1);
};

const requantizations = { any: 34, right: 20, relu: 12 } as const satisfies Record<TwiceForm, number>;

/** Two columns by eight outputs. `columns`: what two columns take to be made. */
export const pairWork = (pixels: number, depth: number, outputs: number, form: TwiceForm, columns: number): Cost => {
  const tail = depth % 16 === 0 ? 0 : 2;
  const four = 10 + tail + 14 * Math.ceil(depth / 16) + 2 * Math.ceil(Math.floor(depth / 16) / 8);
  return vectorCost(
    120 + Math.ceil(pixels / 2) * (9 + columns + Math.ceil(outputs / 8) * (requantizations[form] + 20 + 2 * four)),
  );
};

/** The same for columns of at most one vector, which lie where they are. */
export const shallowWork = (pixels: number, outputs: number, form: TwiceForm): Cost =>
  vectorCost(120 + Math.ceil(pixels / 2) * (14 + Math.ceil(outputs / 8) * (requantizations[form] + 52)));

/** One row by eight outputs. */
export const rowWork = ({ rows, depth, outputs }: VectorSizes): Cost =>
  vectorCost(20 + rows * (45 + (outputs % 8 === 0 ? 0 : 40) + Math.ceil(outputs / 8) * (29 + stepsThrough(depth, 17))));
