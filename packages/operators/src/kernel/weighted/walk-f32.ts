/** Weights, forms and time of the float kernels that walk over four output channels at once (tml_walk_f32.h). */

import { activationRange, elementCount, type Activation, type Cost, type PackedConstant } from '@tinyml/core';
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

/** Taps of a filter's axis that fall on the image, for each result along it. */
export const tapsInside = (
  size: number,
  outputs: number,
  { taps, stride, dilation, before }: Readonly<Record<'taps' | 'stride' | 'dilation' | 'before', number>>,
): readonly number[] =>
  Array.from({ length: outputs }, (_, at) => {
    const start = at * stride - before;
    return Array.from({ length: taps }, (__, tap) => start + tap * dilation).filter((x) => x >= 0 && x < size).length;
  });

/** Walks of one kind: how many, the runs in all of them, and the values in all of these. */
export interface Walks {
  readonly count: number;
  readonly runs: number;
  readonly values: number;
}

/** Of a layer: walks at four pixels, walks at one. */
export interface WalkSizes {
  readonly blocks: Walks;
  readonly single: Walks;
  readonly channels: number;
  /** Values of one channel's filter: some are left over by steps of four. */
  readonly run: number;
  readonly rectify: boolean;
}

/** Measured on an emulated Cortex-M4F. */
export const walkCost = ({ blocks, single, channels, run, rectify }: WalkSizes, form: WalkForm): Cost => {
  const fours = Math.floor(channels / 4);
  const rest = channels % 4;
  const half = form === 'f16w';
  /** Of a value in a run: in steps of four values, and one by one what is left. */
  const each = (four: number, one: number): number => (Math.floor(run / 4) * four + (run % 4) * one) / run;
  const of = ({ count, runs, values }: Walks, value: number, perRun: number, fixed: number): number =>
    fours * (values * value + runs * perRun + count * fixed);
  const left = (perValue: number, fixed: number): number =>
    rest * ((4 * blocks.values + single.values) * perValue + (4 * blocks.count + single.count) * fixed);
  const places = blocks.count + single.count;
  return {
    instructions: Math.round(
      of(blocks, each(half ? 170 : 154, half ? 48 : 43), 12, rectify ? 120 : 48) +
        of(single, each(half ? 53 : 36, half ? 17 : 13), 8, rectify ? 45 : 27) +
        left(half ? 6.7 : 4.7, 30) +
        places * 90 +
        150,
    ),
    cycles: Math.round(
      of(blocks, each(half ? 184 : 176, half ? 52 : 50), 16, rectify ? 150 : 94) +
        of(single, each(half ? 65 : 57, half ? 22 : 20), 12, rectify ? 68 : 54) +
        left(half ? 8.8 : 6.3, 40) +
        places * 130 +
        200,
    ),
  };
};

/** Whether the walk's own result is the activation's: nothing below 0. */
export const rectifies = (activation: Activation): boolean => activationRange(activation)[0] === 0;

export const depthOf = ({ filter }: WeightedOperands): number => elementCount(filter.type.shape.slice(1));
