/** Time of the kernels for Helium. */

import type { Cost } from '@tinyml/core';
import type { VectorSizes } from './matrix-cost.ts';

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

/** One row by eight outputs. */
/** Two columns by eight outputs, of which every two take `columns` to be made. */
export const pairWork = (pixels: number, depth: number, outputs: number, relu: boolean, columns: number): Cost =>
  vectorCost(
    60 +
      Math.ceil(pixels / 2) *
        (80 +
          columns +
          (outputs % 8 === 0 ? 0 : 60) +
          Math.ceil(outputs / 8) * ((relu ? 51 : 59) + 2 * stepsThrough(depth, 14))),
  );

export const rowWork = ({ rows, depth, outputs }: VectorSizes): Cost =>
  vectorCost(20 + rows * (45 + (outputs % 8 === 0 ? 0 : 40) + Math.ceil(outputs / 8) * (29 + stepsThrough(depth, 17))));
