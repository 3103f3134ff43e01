import { byteLength, defineKernel, elementCount, slidingWindow, type Cost, type Pair } from '@tinyml/core';
import { conv2dOperands, conv2dResults, type Conv2dRequest } from './conv-2d-request.ts';
import { matrixProblem } from '../../../kernel/weighted/matrix-records.ts';
import { unitDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';
import { winogradConstants } from './winograd-constants.ts';

/** Tiles of 2×2 results. */
interface Tiles {
  readonly before: Pair;
  /** Rows of tiles, and tiles of a row in twos. */
  readonly down: number;
  readonly twos: number;
  /** Twos that are transformed at once. */
  readonly segment: number;
  /** Words of two input channels. */
  readonly steps: number;
}

/** Words of input channels that are transformed at once, of all the twos: 128 B each. More saves little. */
const stepsAtOnce = 32;

const tilesOf = (request: Conv2dRequest, { types: { x, y } }: WeightedOperands): Tiles => {
  const { dilations, padding, strides } = request.node.attrs;
  const image: Pair = [x.shape[1] as number, x.shape[2] as number];
  const { height, width } = slidingWindow(image, [3, 3], strides, dilations, padding);
  const twos = Math.ceil((y.shape[2] as number) / 4);
  const steps = 2 * Math.ceil((x.shape[3] as number) / 4);
  const segments = Math.ceil(twos / Math.max(1, Math.floor(stepsAtOnce / steps)));
  return {
    before: [height.before, width.before],
    down: Math.ceil((y.shape[1] as number) / 2),
    twos,
    segment: Math.ceil(twos / segments),
    steps,
  };
};

/** Bytes: products of two tiles, their transformed inputs, four rows of the image. */
const scratchOf = ({ segment, twos, steps }: Tiles): number => 512 + segment * steps * 128 + (4 * twos + 2) * 8 * steps;

/** Rows of results are written when all rows of the image up to their last tap have been read. */
const distanceOf = ({ types: { x, y } }: WeightedOperands, { before, down }: Tiles): number => {
  const [batch, rows, columns, inputs] = x.shape as readonly [number, number, number, number];
  const [, height, width, outputs] = y.shape as readonly [number, number, number, number];
  const units = Array.from({ length: batch * down }, (_, unit) => {
    const [n, tile] = [Math.floor(unit / down), unit % down];
    const first = tile === 0 ? 0 : Math.max(0, 2 * tile + 2 - before[0]);
    return {
      written: (n * height + Math.min(height, 2 * tile + 2)) * width * outputs,
      first: first < rows ? (n * rows + first) * columns * inputs : Infinity,
    };
  });
  return unitDistance(units, byteLength(x));
};

/** Measured on an emulated Cortex-M4F. */
const costOf = ({ down, segment, twos, steps }: Tiles, batch: number, outputs: number): Cost => {
  const fours = Math.ceil(outputs / 4);
  const rows = batch * down;
  const parts = Math.ceil(twos / segment);
  const rounds = Math.ceil((steps - 1) / 8);
  const cost = (row: number, part: number, half: number, step: number, tiles: number, four: number): number =>
    Math.round(
      300 +
        rows * (row + parts * (part + steps * half + fours * 15) + twos * (steps * step + fours * (tiles + 16 * four))),
    );
  return {
    instructions: cost(80, 40, 60, 120, 590, steps * 14 + 16 + 5 * (rounds - 1)),
    cycles: cost(120, 60, 80, 150, 650, steps * 16 + 28 + 11 * (rounds - 1)),
  };
};

/** Tiles of 2×2 results by 16 products for each pair of channels in place of 36, exact in integers. */
export const conv2dWinogradS8Dsp = defineKernel<'conv_2d'>({
  name: 'tml_conv_2d_winograd_s8_dsp',
  version: 1,
  op: 'conv_2d',
  isa: 'dsp',
  sources: kernelSources('tml_conv_2d_winograd_s8_dsp.h'),
  supports(request) {
    const { dilations, strides } = request.node.attrs;
    const operands = conv2dOperands(request);
    const { filter, channels } = operands.types;
    if (filter.shape[1] !== 3 || filter.shape[2] !== 3) return 'the filter is not 3×3';
    if ([...strides, ...dilations].some((step) => step !== 1)) return 'a stride or a dilation is not 1';
    if (channels < 4) return 'it takes four output channels at once';
    const depth = elementCount(filter.shape.slice(1));
    const supported = supportsWeighted(operands, 's8', depth);
    return supported === true
      ? (matrixProblem(operands, depth, 'wide', conv2dResults(request, operands)) ?? true)
      : supported;
  },
  lower(request) {
    const operands = conv2dOperands(request);
    const { x, y, channels } = operands.types;
    const tiles = tilesOf(request, operands);
    const results = conv2dResults(request, operands);
    const [batch, rows, columns, inputs] = x.shape as readonly [number, number, number, number];
    return {
      function: 'tml_conv_2d_winograd_s8_dsp',
      params: {
        type: 'tml_winograd_params',
        fields: {
          batch,
          channels: inputs,
          outputs: channels,
          rows,
          columns,
          y_rows: y.shape[1] as number,
          y_columns: y.shape[2] as number,
          pad_top: tiles.before[0],
          pad_left: tiles.before[1],
          segment: tiles.segment,
          zero_point: x.quant?.zeroPoint[0] ?? 0,
          min: results.min,
          max: results.max,
        },
      },
      arguments: [{ params: true }, { input: 0 }, { constant: 'constants' }, { output: 0 }, { scratch: true }],
      constants: [{ name: 'constants', ctype: 'int32_t', values: winogradConstants(operands, inputs, results) }],
      scratch: scratchOf(tiles),
      overlaps: [{ input: 0, output: 0, distance: distanceOf(operands, tiles) }],
    };
  },
  cost(request) {
    const operands = conv2dOperands(request);
    const { x, channels } = operands.types;
    return costOf(tilesOf(request, operands), x.shape[0] as number, channels);
  },
  flash(request) {
    const { x, channels } = conv2dOperands(request).types;
    const inputs = x.shape[3] as number;
    // Nine weights take 32 bytes in place of nine, a few more or less where channels are no multiple of four.
    return 32 * 4 * Math.ceil(inputs / 4) * 4 * Math.ceil(channels / 4) - 9 * inputs * channels;
  },
});
