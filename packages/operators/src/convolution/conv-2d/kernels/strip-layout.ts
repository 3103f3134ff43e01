/** How a convolution is laid out as strips of int16: see c/kernels/tml_conv_2d_strip_s8_dsp.h. */

import type { Cost } from '@tinyml/core';
import type { BlockWeights } from './block-constants.ts';
import type { Conv2dRequest } from './conv-2d-request.ts';
import { imageAxes, type ImageAxis } from '../../kernels/image-axes.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

export interface StripLayout {
  readonly batch: number;
  readonly channels: number;
  readonly outputs: number;
  readonly rows: ImageAxis;
  readonly columns: ImageAxis;
  /** The strip's rows are the image's columns. */
  readonly swapped: boolean;
  /** Words of a window in each row, and of the whole strip. */
  readonly words: number;
  readonly stripWords: number;
  readonly phases: number;
}

const layout = (
  { types: { x, channels: outputs } }: WeightedOperands,
  rows: ImageAxis,
  columns: ImageAxis,
  swapped: boolean,
): StripLayout => {
  const [batch, , , channels] = x.shape as readonly [number, number, number, number];
  const words = Math.ceil((((columns.filter - 1) * columns.dilation + 1) * channels) / 2);
  const step = columns.stride * channels;
  const phases = step % 2 === 1 && columns.output > 1 ? 2 : 1;
  const stripWords = rows.filter * (((Math.ceil(columns.output / phases) - 1) * phases * step) / 2 + words);
  return { batch, channels, outputs, rows, columns, swapped, words, stripWords, phases };
};

/** Time of both ways to lay the node out, as measured on an emulated Cortex-M4F. */
export const stripCost = ({
  batch,
  channels,
  outputs,
  rows,
  columns,
  swapped,
  words,
  stripWords,
  phases,
}: StripLayout): Cost => {
  let blocks = 0;
  for (let phase = 0; phase < phases; phase++) {
    const count = Math.ceil((columns.output - phase) / phases);
    blocks += count < 3 ? count : Math.ceil(count / 3);
  }
  const lines = batch * rows.output;
  const steps = words * rows.filter;
  const rounds = Math.max(0, Math.ceil((steps - 1) / 16) - 1);
  const pairs = Math.ceil(outputs / 2);
  const values = lines * phases * stripWords * 2;
  const gathered = swapped && columns.input > 1;
  const value = gathered ? (channels === 1 ? 9 : 13) : 2;
  const filled = lines * phases * rows.filter;
  const odd = outputs % 2; // a call of its own for each block
  const instructions = 80 + 60 * odd + pairs * (steps * 11 + rounds * 3 + 36);
  const cycles = 130 + 85 * odd + pairs * (steps * 12 + rounds * 5 + 44);
  return {
    instructions: Math.round(300 + filled * 110 + values * value + lines * blocks * instructions),
    cycles: Math.round(400 + filled * 180 + values * value * 1.3 + lines * blocks * cycles),
  };
};

/** The faster way to lay the node out: the image as it is, or with its axes exchanged. */
export const stripLayout = (request: Conv2dRequest, operands: WeightedOperands): StripLayout => {
  const { height, width } = imageAxes(request, operands);
  const straight = layout(operands, height, width, false);
  const swapped = layout(operands, width, height, true);
  return stripCost(swapped).cycles < stripCost(straight).cycles ? swapped : straight;
};

/** A window's weights, word by word as the strip has its values. */
export const stripWeights = (layout: StripLayout): BlockWeights => {
  const { channels, rows, columns, swapped, words } = layout;
  const width = swapped ? rows.filter : columns.filter;
  return {
    form: 'wide',
    words(weights) {
      const at = (row: number, value: number): number => {
        const column = Math.floor(value / channels) / columns.dilation;
        if (!Number.isInteger(column) || column >= columns.filter) return 0;
        const [ky, kx] = swapped ? [column, row] : [row, column];
        return 256 * (weights[(ky * width + kx) * channels + (value % channels)] as number);
      };
      return Array.from({ length: words * rows.filter }, (_, i) => {
        const row = i % rows.filter;
        const value = 2 * Math.floor(i / rows.filter);
        return (at(row, value) & 0xffff) | (at(row, value + 1) << 16);
      });
    },
  };
};
