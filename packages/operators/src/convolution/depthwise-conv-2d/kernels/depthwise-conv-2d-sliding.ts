/** A depthwise convolution for cores without SIMD: channel by channel, over a copy of some of its rows. */

import { defineKernel, type KernelRequest } from '@tinyml/core';
import { depthwiseOperands, depthwiseTaps, type DepthwiseRequest as Request } from './depthwise-request.ts';
import { planesInPlace } from './plane-layout.ts';
import { channelsOf, planeResults, type Channel } from './plane-records.ts';
import { imageAxes, type ImageAxis } from '../../kernels/image-axes.ts';
import { ratedCost, type Work } from '../../../kernel/kernel-cost.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { suitsBlocks } from '../../../kernel/weighted/block-cores.ts';
import { rightShiftConstants } from '../../../kernel/weighted/right-shifts.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';
import { rates } from './kernel-rates.ts';

const name = 'tml_depthwise_conv_2d_sliding_s8';

/** Rows and columns of the plane of a channel. */
interface Layout {
  readonly rows: ImageAxis;
  readonly columns: ImageAxis;
  /** The plane's rows are the image's columns. */
  readonly swapped: boolean;
  /** Rows of results at once, and what they take of the plane. */
  readonly strip: number;
  readonly height: number;
  readonly width: number;
  /** Rows of the input that a row of results takes. */
  readonly reach: number;
  readonly multiplier: number;
}

/** Bytes of a plane that are enough: more rows at once would save little time. Where size comes first, memory counts. */
const planeBytes = ({ priority }: KernelRequest): number => (priority === 'size' ? 256 : 4096);

const layout = (
  request: Request,
  { types: { x, channels } }: WeightedOperands,
  rows: ImageAxis,
  columns: ImageAxis,
  swapped: boolean,
): Layout => {
  const fours = 4 * Math.ceil(columns.output / 4);
  const width = (fours - 1) * columns.stride + (columns.filter - 1) * columns.dilation + 1;
  const reach = (rows.filter - 1) * rows.dilation + 1;
  const fitting = Math.floor((planeBytes(request) / width - reach) / rows.stride) + 1;
  const strip = Math.min(rows.output, Math.max(1, fitting));
  const height = (strip - 1) * rows.stride + reach;
  return { rows, columns, swapped, strip, height, width, reach, multiplier: channels / (x.shape[3] as number) };
};

const workOf = ({ rows, columns, strip, height, width, multiplier }: Layout, { types }: WeightedOperands): Work => {
  const batch = types.x.shape[0] as number;
  const planes = Math.ceil(rows.output / strip) * batch * (types.x.shape[3] as number);
  const lines = rows.output * batch * types.channels;
  const fours = lines * Math.ceil(columns.output / 4);
  const near = columns.stride === 1 && columns.dilation === 1;
  const threes = near ? Math.floor(columns.filter / 3) : 0;
  const ones = columns.filter - 3 * threes;
  const filterRows = fours * rows.filter;
  return {
    plane: planes * multiplier,
    copy: planes * height,
    value: planes * height * Math.min(width, columns.input),
    line: lines,
    four: fours,
    filterRow: near && columns.filter === 3 ? 0 : filterRows,
    three: filterRows * threes,
    one: filterRows * ones,
    result: lines * columns.output,
  };
};

const costOf = (request: Request, operands: WeightedOperands, chosen: Layout) =>
  ratedCost(rates, name, request, workOf(chosen, operands));

/** The image as it is, or with its axes exchanged; a result beside its operand takes far more memory than that saves. */
const cheapest = (request: Request, operands: WeightedOperands): Layout => {
  const { height, width } = imageAxes(request, operands);
  const straight = layout(request, operands, height, width, false);
  const exchanged = layout(request, operands, width, height, true);
  const apart = (one: Layout): number => (request.priority === 'size' && !planesInPlace(one) ? 1 : 0);
  const [cost, other] = [straight, exchanged].map((one) => costOf(request, operands, one).cycles) as [number, number];
  const order = apart(straight) - apart(exchanged) || cost - other;
  return order <= 0 ? straight : exchanged;
};

/** Weights of a channel in the plane's order. */
const turned = ({ weights }: Channel, { rows, columns, swapped }: Layout): Int8Array =>
  swapped
    ? weights.map((_, i) => weights[(i % columns.filter) * rows.filter + Math.floor(i / columns.filter)] as number)
    : weights;

const problemOf = ({ constant, factor, reach }: Channel): string | undefined => {
  if (constant !== undefined) return undefined;
  if (factor.shift < -30 || factor.shift > -1) return 'the requantisation factor is out of range';
  return Math.max(-reach[0], reach[1]) >= 2 ** 30 ? 'the accumulator has no spare bits' : undefined;
};

export const depthwiseConv2dSlidingS8 = defineKernel<'depthwise_conv_2d'>({
  name,
  version: 1,
  op: 'depthwise_conv_2d',
  isa: 'generic',
  sources: kernelSources(`${name}.h`),
  supports(request) {
    const suits = suitsBlocks(request.core);
    if (suits !== true) return suits;
    const operands = depthwiseOperands(request);
    const supported = supportsWeighted(operands, 's8', depthwiseTaps(operands));
    if (supported !== true) return supported;
    for (const channel of channelsOf(operands, planeResults(request, operands))) {
      const problem = problemOf(channel);
      if (problem !== undefined) return problem;
    }
    return true;
  },
  lower(request) {
    const operands = depthwiseOperands(request);
    const { x, y } = operands.types;
    const results = planeResults(request, operands);
    const chosen = cheapest(request, operands);
    const { rows, columns, strip, height, width, multiplier } = chosen;
    const channels = channelsOf(operands, results);
    const filter = Int8Array.from(channels.flatMap((channel) => [...turned(channel, chosen)]));
    // A channel that is one constant has a bias and a factor for that already.
    const factors = channels.map(({ bias, factor, reach, weights }) => ({ bias, factor, reach, weights }));
    const constants = [
      { name: 'filter', ctype: 'int8_t', values: filter } as const,
      ...rightShiftConstants(factors, results.zeroPoint),
    ];
    const [batch, , , inputs] = x.shape as readonly [number, number, number, number];
    return {
      function: name,
      params: {
        type: 'tml_sliding_params',
        fields: {
          batch,
          channels: inputs,
          multiplier,
          rows: rows.input,
          columns: columns.input,
          x_image: rows.input * columns.input * inputs,
          x_row: rows.inputStep,
          x_column: columns.inputStep,
          y_rows: rows.output,
          y_columns: columns.output,
          y_image: rows.output * columns.output * (y.shape[3] as number),
          y_row: rows.outputStep,
          y_column: columns.outputStep,
          filter_rows: rows.filter,
          filter_columns: columns.filter,
          stride_row: rows.stride,
          stride_column: columns.stride,
          dilation_row: rows.dilation,
          dilation_column: columns.dilation,
          pad_row: rows.before,
          pad_column: columns.before,
          strip,
          height,
          width,
          input_zero_point: x.quant?.zeroPoint[0] ?? 0,
          output_zero_point: results.zeroPoint,
          min: results.min,
          max: results.max,
        },
      },
      arguments: [
        { params: true },
        { input: 0 },
        ...constants.map((constant) => ({ constant: constant.name })),
        { output: 0 },
        { scratch: true },
      ],
      constants,
      scratch: height * width,
      inPlace: planesInPlace(chosen) ? [[0, 0]] : [],
    };
  },
  cost(request) {
    const operands = depthwiseOperands(request);
    return costOf(request, operands, cheapest(request, operands));
  },
});
