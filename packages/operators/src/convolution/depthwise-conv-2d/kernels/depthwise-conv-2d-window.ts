import {
  defineKernel,
  elementCount,
  slidingWindow,
  type Cost,
  type KernelCall,
  type Pair,
  type Window,
} from '@tinyml/core';
import { depthwiseOperands, depthwiseTaps, type DepthwiseRequest } from './depthwise-request.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { channelsOf, pair, planeResults, recordProblem, scaleOf, wrapped } from './plane-records.ts';
import type { ResultLimits } from '../../../kernel/result-limits.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

const sizeOf = ({ filter }: WeightedOperands): Pair => [filter.type.shape[1] as number, filter.type.shape[2] as number];

const windowOf = ({ node: { attrs } }: DepthwiseRequest, operands: WeightedOperands): Window => {
  const { shape } = operands.types.x;
  return slidingWindow(
    [shape[1] as number, shape[2] as number],
    sizeOf(operands),
    attrs.strides,
    attrs.dilations,
    attrs.padding,
  );
};

/** Whether every window lies within the image. */
const inside = (request: DepthwiseRequest, operands: WeightedOperands): boolean => {
  const { strides, dilations } = request.node.attrs;
  const { height, width } = windowOf(request, operands);
  const size = sizeOf(operands);
  return [height, width].every(({ before, output }, axis) => {
    const at = axis as 0 | 1;
    const end = (output - 1) * strides[at] - before + (size[at] - 1) * dilations[at] + 1;
    return before <= 0 && end <= (operands.types.x.shape[1 + axis] as number);
  });
};

/** Fours of channels; a last one that is not full begins earlier. */
const recordsOf = (operands: WeightedOperands, results: ResultLimits): readonly number[] => {
  const channels = channelsOf(operands, results);
  const pairs = Math.ceil(depthwiseTaps(operands) / 2);
  const records: number[] = [];
  for (let at = 0; at < channels.length; at += 4) {
    const first = Math.min(at, channels.length - 4);
    const four = channels.slice(first, first + 4).map((channel) => ({ ...channel, scale: scaleOf(channel, results) }));
    for (const { bias, scale } of four)
      records.push(wrapped(bias * 2 ** scale.left), scale.multiplier, scale.rounding, scale.mode);
    for (let i = 0; i < pairs; i += 1) {
      for (const { weights, scale } of four)
        records.push(pair((weights[2 * i] as number) * 2 ** scale.left, (weights[2 * i + 1] ?? 0) * 2 ** scale.left));
    }
  }
  return records;
};

const call = (request: DepthwiseRequest): KernelCall => {
  const operands = depthwiseOperands(request);
  const results = planeResults(request, operands);
  const { x, y } = operands.types;
  const { strides, dilations } = request.node.attrs;
  const [, , width, channels] = x.shape as readonly [number, number, number, number];
  const [rows, columns] = sizeOf(operands);
  const window = windowOf(request, operands);
  const offsets = Array.from({ length: rows * columns }, (_, tap) => {
    const row = Math.floor(tap / columns) * dilations[0];
    return (row * width + (tap % columns) * dilations[1]) * channels;
  });
  const before: Pair = [window.height.before, window.width.before];
  const distance = windowDistance({
    ...{ x, y, filter: [rows, columns], strides, dilations, before, channels: 4, depthwise: true },
  });
  return {
    function: 'tml_depthwise_conv_2d_window_s8_dsp',
    params: {
      type: 'tml_window_params',
      fields: {
        batch: y.shape[0] as number,
        rows: y.shape[1] as number,
        columns: y.shape[2] as number,
        channels,
        x_image: elementCount(x.shape.slice(1)),
        x_row: strides[0] * width * channels,
        x_column: strides[1] * channels,
        pairs: Math.ceil(offsets.length / 2),
        min: results.min,
        max: results.max,
      },
    },
    arguments: [{ params: true }, { input: 0 }, { constant: 'offsets' }, { constant: 'records' }, { output: 0 }],
    constants: [
      { name: 'offsets', ctype: 'int32_t', values: offsets.length % 2 === 0 ? offsets : [...offsets, 0] },
      { name: 'records', ctype: 'int32_t', values: recordsOf(operands, results) },
    ],
    scratch: 0,
    // A last four that begins earlier reads again what it has written.
    overlaps: channels % 4 === 0 ? [{ input: 0, output: 0, distance }] : [],
  };
};

/** Few results, none of whose windows leaves the image: a filter as large as the image, for one. */
export const depthwiseConv2dWindowS8Dsp = defineKernel<'depthwise_conv_2d'>({
  name: 'tml_depthwise_conv_2d_window_s8_dsp',
  version: 1,
  op: 'depthwise_conv_2d',
  isa: 'dsp',
  sources: kernelSources('tml_depthwise_conv_2d_window_s8_dsp.h'),
  supports(request) {
    if (request.priority === 'size') return 'its weights take two bytes each';
    const operands = depthwiseOperands(request);
    const supported = supportsWeighted(operands, 's8', depthwiseTaps(operands));
    if (supported !== true) return supported;
    const channels = operands.types.x.shape[3] as number;
    if (channels !== operands.types.channels) return 'it gives one result for each input channel';
    if (channels < 4) return 'it takes four channels at once';
    if (!inside(request, operands)) return 'the window leaves the image';
    return recordProblem(operands, planeResults(request, operands)) ?? true;
  },
  lower: call,
  cost(request): Cost {
    const operands = depthwiseOperands(request);
    const { y, channels } = operands.types;
    const pixels = elementCount(y.shape) / channels;
    const pairs = Math.ceil(depthwiseTaps(operands) / 2);
    const fours = pixels * Math.ceil(channels / 4);
    return {
      instructions: Math.round(60 + pixels * 14 + fours * (85 + pairs * 29)),
      cycles: Math.round(80 + pixels * 20 + fours * (115 + pairs * 40)),
    };
  },
});
