import { defineKernel, elementCount, slidingWindow, type Kernel, type Pair } from '@tinyml/core';
import { depthwiseOperands, depthwiseTaps, type DepthwiseRequest } from './depthwise-request.ts';
import { rates } from './kernel-rates.ts';
import { convolutionGeometry } from '../../kernels/convolution-geometry.ts';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { int16Channels, int16DspProblem, needsLimit } from '../../../kernel/weighted/int16-records.ts';
import { int16Limits } from '../../../kernel/weighted/int16-weights.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** Pair by pair; see tml_depthwise_conv_2d_s16_dsp.h. */
const recordsOf = (operands: WeightedOperands): Int32Array => {
  const channels = int16Channels(operands, false);
  const none = { weights: new Int8Array(depthwiseTaps(operands)), bias: 0, multiplier: 0, shift: 1 };
  const records: number[] = [];
  for (let at = 0; at < channels.length; at += 2) {
    const [low, high] = [channels[at] ?? none, channels[at + 1] ?? none];
    records.push(low.bias, high.bias, low.multiplier, high.multiplier, low.shift | (high.shift << 8));
    low.weights.forEach((weight, tap) => {
      records.push((weight & 0xffff) | ((high.weights[tap] as number) << 16));
    });
  }
  return Int32Array.from(records);
};

const windowOf = ({ node: { attrs } }: DepthwiseRequest, { types: { x, filter } }: WeightedOperands) => {
  const size: Pair = [filter.shape[1] as number, filter.shape[2] as number];
  const image: Pair = [x.shape[1] as number, x.shape[2] as number];
  const { height, width } = slidingWindow(image, size, attrs.strides, attrs.dilations, attrs.padding);
  const before: Pair = [height.before, width.before];
  return { size, before };
};

const name = 'tml_depthwise_conv_2d_s16_dsp';

export const depthwiseConv2dS16Dsp: Kernel<'depthwise_conv_2d'> = defineKernel({
  name,
  version: 1,
  op: 'depthwise_conv_2d',
  isa: 'dsp',
  sources: kernelSources(`${name}.h`),
  supports(request) {
    const operands = depthwiseOperands(request);
    if (operands.types.x.shape[3] !== operands.types.channels) return 'it takes one filter for each channel';
    return int16DspProblem(operands, false) ?? true;
  },
  lower(request) {
    const operands = depthwiseOperands(request);
    const { x, y } = operands.types;
    const { attrs } = request.node;
    const { size, before } = windowOf(request, operands);
    const run = { x, y, filter: size, ...attrs, before, channels: 1, depthwise: true, ahead: 1 };
    return {
      function: name,
      params: {
        type: 'tml_conv_s16_params',
        fields: {
          geometry: convolutionGeometry(x, y, size, attrs.strides, attrs.dilations, before),
          twice: 0,
          ...int16Limits(operands.types, attrs.activation),
        },
      },
      arguments: [{ params: true }, { input: 0 }, { constant: 'records' }, { output: 0 }],
      constants: [{ name: 'records', ctype: 'int32_t', values: recordsOf(operands) }],
      scratch: 0,
      overlaps: [{ input: 0, output: 0, distance: windowDistance(run) }],
    };
  },
  /** Weights take two bytes each. */
  flash: (request) => elementCount(depthwiseOperands(request).filter.type.shape),
  cost(request) {
    const operands = depthwiseOperands(request);
    const { y } = operands.types;
    const { size } = windowOf(request, operands);
    const pixels = elementCount(y.shape.slice(0, 3));
    const results = elementCount(y.shape);
    const limited = needsLimit(int16Limits(operands.types, request.node.attrs.activation));
    return ratedCost(rates, name, request, {
      pixel: pixels,
      result: results,
      row: results * size[0],
      tap: results * size[0] * size[1],
      limited: limited ? results : 0,
    });
  },
});
