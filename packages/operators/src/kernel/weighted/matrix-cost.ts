/** Time of the matrix kernels for Armv7E-M, as measured on an emulated Cortex-M4F. */

import type { Cost } from '@tinyml/core';
import type { Work } from '../kernel-cost.ts';
import type { MatrixForm } from './matrix-records.ts';

export interface BlockSizes {
  readonly filter: readonly [number, number];
  readonly steps: number;
  readonly runTaps: number;
  readonly run: number;
  readonly wholeRuns: boolean;
  /** Part of the blocks in which a window leaves the image. */
  readonly edge: number;
  readonly pixels: number;
  readonly channels: number;
}

export interface VectorSizes {
  readonly rows: number;
  readonly depth: number;
  readonly outputs: number;
}

const rounded = (instructions: number, cycles: number): Cost => ({
  instructions: Math.round(instructions),
  cycles: Math.round(cycles),
});

/** Three pixels by two channels; one or two that are left over one by one. */
export const blockCost = (sizes: BlockSizes, form: MatrixForm): Cost => {
  const { filter, steps, runTaps, run, wholeRuns, edge, pixels, channels } = sizes;
  const blocks = Math.floor(pixels / 3);
  const single = pixels % 3;
  const pairs = Math.ceil(channels / 2);
  const rounds = Math.max(0, Math.ceil((steps - 1) / 8) - 1);
  const runs = (filter[0] * filter[1]) / runTaps;
  const composite = form === 'composite';
  const [step, stepCycles] = composite ? [22, 24] : [24, 26];
  const [result, resultCycles] = composite ? [35, 43] : [61, 74];
  const [singleStep, singleStepCycles] = composite ? [11, 13] : [13, 15];
  const [singleResult, singleResultCycles] = composite ? [16, 24] : [30, 40];
  const windows = runs * (wholeRuns ? 30 + 150 * edge : 105 + 3 * (1.5 * run + 6) + 130 * edge);
  const columns = 180 + windows + steps * 22;
  return rounded(
    300 +
      blocks * (columns + pairs * (steps * step + rounds * 3 + result)) +
      single * (columns + pairs * (steps * singleStep + singleResult)),
    400 +
      blocks * (columns * 1.3 + pairs * (steps * stepCycles + rounds * 5 + resultCycles)) +
      single * (columns * 1.3 + pairs * (steps * singleStepCycles + singleResultCycles)),
  );
};

/**
 * Three pixels of int16 by two channels; each of one or two that are left over takes the time of three. `pointwise`: the
 * window is a pixel, and the next one follows it.
 */
export const int16BlockCost = (
  sizes: BlockSizes & { readonly limited: boolean; readonly pointwise: boolean },
): Cost => {
  const { filter, steps, runTaps, run, wholeRuns, edge, pixels, channels, limited, pointwise } = sizes;
  const blocks = Math.floor(pixels / 3) + (pixels % 3);
  const pairs = Math.ceil(channels / 2);
  const rounds = Math.max(0, Math.ceil((steps - 1) / 8) - 1);
  const runs = (filter[0] * filter[1]) / runTaps;
  const windows = runs * (wholeRuns ? 45 + 150 * edge : 105 + 3 * (2 * run + 6) + 130 * edge);
  const columns = (pointwise ? 57 : 180 + windows) + steps * 17;
  const results = limited ? 4 * pixels * channels : 0;
  return rounded(
    300 + results + blocks * (columns + pairs * (steps * 24 + rounds * 3 + 55)),
    400 + 1.4 * results + blocks * (columns * 1.3 + pairs * (steps * 26 + rounds * 5 + 63)),
  );
};

/** One row by four outputs; the row is widened first. */
export const vectorWork = ({ rows, depth, outputs }: VectorSizes): Work => {
  const steps = Math.ceil(depth / 4);
  const fours = rows * Math.ceil(outputs / 4);
  return { row: rows, widening: rows * steps, four: fours, step: fours * steps, round: fours * Math.ceil(steps / 8) };
};

/** One row by four outputs, widened anew for each four; then the outputs that are left, one by one. */
export const directWork = ({ rows, depth, outputs }: VectorSizes): Work => {
  const steps = Math.ceil(depth / 4);
  const [fours, left] = [rows * Math.floor(outputs / 4), rows * (outputs % 4)];
  return {
    row: rows,
    four: fours,
    step: fours * steps,
    round: fours * Math.ceil(steps / 4),
    left,
    leftStep: left * steps,
  };
};
