import { defineKernel, elementCount, type Cost, type KernelCall } from '@tinyml/core';
import {
  blockOffsets,
  cellFunction,
  cellLayouts,
  scratchOf,
  weightBytes,
  weightPlace,
  type CellLayout,
} from './cell-layout.ts';
import { sharedMemory } from './cell-overlaps.ts';
import { depthwiseOperands, depthwiseTaps, type DepthwiseRequest as Request } from './depthwise-request.ts';
import { channelsOf, planeResults, wrapped } from './plane-records.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import type { ResultLimits } from '../../../kernel/result-limits.ts';
import { vectorCost } from '../../../kernel/weighted/vector-cost.ts';
import { vectorProblem } from '../../../kernel/weighted/vector-records.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** Whether ties of negative results do not matter, since such results become the zero point. */
const zerosBelow = ({ min, zeroPoint }: ResultLimits): boolean => min >= zeroPoint;

const recordsOf = (operands: WeightedOperands, layout: CellLayout, results: ResultLimits): readonly number[] => {
  const columns = operands.filter.type.shape[2] as number;
  const length = weightBytes(layout);
  return channelsOf(operands, results).flatMap(({ weights, bias, factor }) => {
    const view = new DataView(new ArrayBuffer(length + 12));
    weights.forEach((weight, tap) => {
      const [row, column] = [Math.floor(tap / columns), tap % columns];
      const [along, across] = layout.swapped ? [row, column] : [column, row];
      view.setInt8(weightPlace(layout, along, across), weight);
    });
    view.setInt32(length, wrapped(bias), true);
    view.setInt32(length + 4, factor.multiplier, true);
    view.setInt32(length + 8, factor.shift, true);
    return Array.from({ length: view.byteLength / 4 }, (_, word) => view.getInt32(4 * word, true));
  });
};

/** Instructions, counted in the assembly and in what gcc makes of the C around it. */
const costOf = (request: Request, operands: WeightedOperands, layout: CellLayout): Cost => {
  const { form, lines, count, blocks, fours, tile } = layout;
  const { x, y, channels } = operands.types;
  const zeros = zerosBelow(planeResults(request, operands));
  const all = blocks.along * blocks.across;
  const eight = (zeros ? 23 : 27) + { pairs: 10, run: 10, every: 16, blocks: 11 + 21 * all }[form];
  const cells = lines * (30 + blocks.across * (75 + 22 * fours));
  const channel = Math.ceil(lines / tile) * 42 + lines * (18 + Math.ceil(count / 8) * eight);
  const images = (x.shape[0] as number) * (Math.ceil(channels / 4) * cells + channels * channel);
  const { min, max } = planeResults(request, operands);
  return vectorCost(150 + images + (min > -128 || max < 127 ? 2 * elementCount(y.shape) : 0));
};

const fields = (request: Request, operands: WeightedOperands, layout: CellLayout) => {
  const { along, across, form, lines, lineResults, blocks, tile, fours, bandBytes, count } = layout;
  const { x, y, channels } = operands.types;
  const results = planeResults(request, operands);
  const run = form === 'run';
  return {
    batch: x.shape[0] as number,
    channels,
    x_image: elementCount(x.shape.slice(1)),
    y_image: elementCount(y.shape.slice(1)),
    x_along: along.inputStep,
    x_across: across.inputStep,
    y_along: along.outputStep,
    y_across: across.outputStep,
    along: along.input,
    across: across.input,
    first_along: -along.before,
    first_across: -across.before,
    along_lane: run ? 4 : 1,
    along_value: run ? 1 : 0,
    across_value: run ? 0 : across.dilation,
    across_band: 4 * across.dilation,
    across_line: across.stride,
    lines,
    line_results: lineResults,
    last_line: across.output - lineResults,
    bands: blocks.across,
    tile,
    fours,
    band_bytes: bandBytes,
    count,
    record: weightBytes(layout) + 12,
    fill: x.quant?.zeroPoint[0] ?? 0,
    zero_point: results.zeroPoint,
    min: results.min,
    max: results.max,
  };
};

const call = (request: Request, layout: CellLayout): KernelCall => {
  const operands = depthwiseOperands(request);
  const results = planeResults(request, operands);
  return {
    function: cellFunction(layout, zerosBelow(results)),
    params: { type: 'tml_cells_params', fields: fields(request, operands, layout) },
    arguments: [
      { params: true },
      { input: 0 },
      { constant: 'offsets' },
      { constant: 'records' },
      { output: 0 },
      { scratch: true },
    ],
    constants: [
      { name: 'offsets', ctype: 'int32_t', values: blockOffsets(layout) },
      { name: 'records', ctype: 'int32_t', values: recordsOf(operands, layout, results) },
    ],
    scratch: scratchOf(layout),
    ...sharedMemory(operands.types, layout),
  };
};

/** The fastest layout. */
const chosen = (request: Request): CellLayout | undefined => {
  const operands = depthwiseOperands(request);
  return cellLayouts(request, operands)
    .map((layout) => [layout, costOf(request, operands, layout).cycles] as const)
    .sort(([, one], [, other]) => one - other)[0]?.[0];
};

const problem = (request: Request): string | undefined => {
  const operands = depthwiseOperands(request);
  const { x, channels } = operands.types;
  if (x.shape[3] !== channels) return 'it gives one result for each input channel';
  if (channels < 4) return 'it takes four channels at once';
  const layout = chosen(request);
  if (layout === undefined) return 'its strides are 1 and 2';
  const { along, across } = layout;
  if (7 * along.outputStep + across.outputStep >= 2 ** 16) return 'its results lie further apart than 64 KiB';
  return vectorProblem(operands, false);
};

export const depthwiseConv2dS8Mve = defineKernel<'depthwise_conv_2d'>({
  name: 'tml_depthwise_conv_2d_s8_mve',
  version: 1,
  op: 'depthwise_conv_2d',
  isa: 'mve',
  sources: kernelSources('tml_depthwise_conv_2d_s8_mve.h'),
  supports(request) {
    const operands = depthwiseOperands(request);
    const supported = supportsWeighted(operands, 's8', depthwiseTaps(operands));
    return supported === true ? (problem(request) ?? true) : supported;
  },
  lower: (request) => call(request, chosen(request) as CellLayout),
  cost: (request) => costOf(request, depthwiseOperands(request), chosen(request) as CellLayout),
});
