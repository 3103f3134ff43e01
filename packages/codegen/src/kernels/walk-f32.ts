/** Weights, forms and time of the float kernels that walk over four output channels at once (tml_walk_f32.h). */

import { elementCount, type Cost, type PackedConstant } from '@tinyml/core';
import { weightedConstants, type WeightedOperands } from './weighted-constants.ts';

export type WalkForm = 'f32' | 'f16w';

/** How the weights of such a form are named where all weighted kernels are. */
export const weightedFormOf = { f32: 'f32', f16w: 'f32_f16w' } as const;

/** [o, k] as [o/4, k, 4], then the channels that are left as they are. */
const inFours = <Data extends Float32Array | Uint16Array>(values: Data, channels: number): Data => {
  const depth = values.length / channels;
  const packed = values.slice() as Data;
  for (let o = 0; o < channels - (channels % 4); o += 1)
    for (let k = 0; k < depth; k += 1)
      packed[(o - (o % 4)) * depth + 4 * k + (o % 4)] = values[o * depth + k] as number;
  return packed;
};

export const walkConstants = (operands: WeightedOperands, form: WalkForm): readonly PackedConstant[] =>
  weightedConstants(operands, weightedFormOf[form], false).map((constant) =>
    constant.name === 'filter'
      ? {
          ...constant,
          values: inFours(constant.values as Float32Array | Uint16Array, operands.types.channels),
          align: 4,
        }
      : constant,
  );

/** Pixels in blocks of four, and alone. */
export interface WalkSizes {
  readonly blocks: number;
  readonly single: number;
  /** Products of one result, and runs that they come in. */
  readonly depth: number;
  readonly runs: number;
  readonly channels: number;
}

/** Measured on an emulated Cortex-M4F. */
export const walkCost = ({ blocks, single, depth, runs, channels }: WalkSizes, form: WalkForm): Cost => {
  const fours = Math.floor(channels / 4);
  const rest = channels % 4;
  const half = form === 'f16w';
  const run = depth / runs;
  const [steps, tail] = [Math.floor(run / 4), run % 4];
  const of = (four: number, one: number, perRun: number, fixed: number): number =>
    runs * (steps * four + tail * one + perRun) + fixed;
  const perFour = {
    instructions:
      blocks * of(half ? 170 : 154, half ? 48 : 43, 12, 62) + single * of(half ? 53 : 36, half ? 17 : 13, 8, 36),
    cycles: blocks * of(half ? 184 : 176, half ? 52 : 50, 16, 92) + single * of(half ? 65 : 57, half ? 22 : 20, 12, 56),
  };
  const pixels = 4 * blocks + single;
  const places = blocks + single;
  return {
    instructions: Math.round(
      perFour.instructions * fours + pixels * rest * (depth * (half ? 9 : 4.5) + 30) + places * 90 + 150,
    ),
    cycles: Math.round(perFour.cycles * fours + pixels * rest * (depth * (half ? 12 : 7) + 40) + places * 130 + 200),
  };
};

export const depthOf = ({ filter }: WeightedOperands): number => elementCount(filter.type.shape.slice(1));
