import { defineKernel, type Kernel } from '@tinyml/core';
import { columnsOf } from './conv-2d-columns.ts';
import { conv2dOperands } from './conv-2d-request.ts';
import { convolutionGeometry } from '../../kernels/convolution-geometry.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { int16Limits } from '../../../kernel/weighted/int16-weights.ts';
import {
  int16Channels,
  int16DspProblem,
  int16WeightBytes,
  needsLimit,
  wordOf,
  type Int16Channel,
} from '../../../kernel/weighted/int16-records.ts';
import { int16BlockCost } from '../../../kernel/weighted/matrix-cost.ts';

/** Pair by pair; of an odd number of channels, the last two, one of them again. At least two channels. */
const pairConstants = (channels: readonly Int16Channel[], steps: number): Int32Array => {
  const constants: number[] = [];
  for (let at = 0; at < channels.length; at += 2) {
    const first = Math.min(at, channels.length - 2);
    const [a, b] = channels.slice(first, first + 2) as [Int16Channel, Int16Channel];
    constants.push(a.bias, b.bias);
    for (let step = 0; step < steps; step++)
      for (const { weights } of [a, b]) constants.push(wordOf(int16WeightBytes(weights, 4 * step)));
    constants.push(a.multiplier, b.multiplier, a.shift | (b.shift << 8));
  }
  return Int32Array.from(constants);
};

const name = 'tml_conv_2d_s16_dsp';

export const conv2dS16Dsp: Kernel<'conv_2d'> = defineKernel({
  name,
  version: 1,
  op: 'conv_2d',
  isa: 'dsp',
  sources: kernelSources(`${name}.h`),
  supports(request) {
    const operands = conv2dOperands(request);
    if (operands.types.channels < 2) return 'it takes two output channels at once';
    return int16DspProblem(operands, false) ?? true;
  },
  lower(request) {
    const operands = conv2dOperands(request);
    const columns = columnsOf(request, operands);
    const { x, y } = operands.types;
    const { attrs } = request.node;
    const bytes = { ...x, shape: [...x.shape.slice(0, 3), 2 * (x.shape[3] as number)] };
    const run = 2 * columns.run;
    const wholeRuns = run % 8 === 0;
    return {
      function: name,
      params: {
        type: 'tml_matrix_params',
        fields: {
          geometry: convolutionGeometry(bytes, y, columns.filter, attrs.strides, attrs.dilations, columns.before),
          run_taps: columns.runTaps,
          run,
          whole_runs: wholeRuns ? 1 : 0,
          steps: columns.steps,
          zero_point: 0,
          ...int16Limits(operands.types, attrs.activation),
        },
      },
      arguments: [{ params: true }, { input: 0 }, { constant: 'constants' }, { output: 0 }, { scratch: true }],
      constants: [
        {
          name: 'constants',
          ctype: 'int32_t',
          values: pairConstants(int16Channels(operands, false), columns.steps),
        },
      ],
      scratch: 24 * columns.steps + (wholeRuns ? (columns.edge === 0 ? 0 : 3 * run) : 24 * columns.steps),
      overlaps: [
        {
          input: 0,
          output: 0,
          distance: windowDistance({
            x,
            y,
            filter: columns.filter,
            ...attrs,
            before: columns.before,
            pixels: 3,
          }),
        },
      ],
    };
  },
  cost(request) {
    const operands = conv2dOperands(request);
    const columns = columnsOf(request, operands);
    const { strides } = request.node.attrs;
    return int16BlockCost({
      ...columns,
      wholeRuns: (2 * columns.run) % 8 === 0,
      pointwise: columns.edge === 0 && [...columns.filter, ...strides].every((extent) => extent === 1),
      limited: needsLimit(int16Limits(operands.types, request.node.attrs.activation)),
    });
  },
});
