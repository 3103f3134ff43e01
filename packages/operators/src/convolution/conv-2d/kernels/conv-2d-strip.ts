import { defineKernel, elementCount, type KernelOverlap, type Pair } from '@tinyml/core';
import { blockConstants } from './block-constants.ts';
import { conv2dOperands, conv2dResults, type Conv2dRequest } from './conv-2d-request.ts';
import { matrixProblem } from '../../../kernel/weighted/matrix-records.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { stripCost, stripLayout, stripWeights, type StripLayout } from './strip-layout.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** A row of results is written once the rows that it takes are widened; other layouts come back to what lies before. */
const stripOverlaps = (
  { node: { attrs } }: Conv2dRequest,
  { types: { x, y, filter } }: WeightedOperands,
  { rows, columns, swapped, phases }: StripLayout,
): readonly KernelOverlap[] => {
  if (swapped || phases > 1) return [];
  const size: Pair = [filter.shape[1] as number, filter.shape[2] as number];
  const run = { x, y, filter: size, ...attrs, before: [rows.before, columns.before] as const, pixels: columns.output };
  return [{ input: 0, output: 0, distance: windowDistance(run) }];
};

/** Few input channels: windows are read where they lie in rows widened to int16. */
export const conv2dStripS8Dsp = defineKernel<'conv_2d'>({
  name: 'tml_conv_2d_strip_s8_dsp',
  version: 1,
  op: 'conv_2d',
  isa: 'dsp',
  sources: kernelSources('tml_conv_2d_strip_s8_dsp.h'),
  supports(request) {
    if (request.priority === 'size') return 'its weights take two bytes each';
    const operands = conv2dOperands(request);
    const depth = elementCount(operands.filter.type.shape.slice(1));
    const supported = supportsWeighted(operands, 's8', depth);
    if (supported !== true) return supported;
    if (operands.types.channels < 2) return 'it takes two output channels at once';
    return matrixProblem(operands, depth, 'wide', conv2dResults(request, operands)) ?? true;
  },
  lower(request) {
    const operands = conv2dOperands(request);
    const { x, y, filter } = operands.types;
    const layout = stripLayout(request, operands);
    const { rows, columns, channels } = layout;
    const results = conv2dResults(request, operands);
    const depth = elementCount(filter.shape.slice(1));
    return {
      function: 'tml_conv_2d_strip_s8_dsp',
      params: {
        type: 'tml_strip_params',
        fields: {
          batch: layout.batch,
          channels,
          outputs: layout.outputs,
          rows: rows.input,
          columns: columns.input,
          x_image: elementCount(x.shape.slice(1)),
          x_row: rows.inputStep,
          x_column: columns.inputStep,
          y_rows: rows.output,
          y_columns: columns.output,
          y_image: elementCount(y.shape.slice(1)),
          y_row: rows.outputStep,
          y_column: columns.outputStep,
          filter_rows: rows.filter,
          words: layout.words,
          stride_row: rows.stride,
          dilation_row: rows.dilation,
          pad_row: rows.before,
          stride: columns.stride * channels,
          pad: columns.before * channels,
          phases: layout.phases,
          zero_point: x.quant?.zeroPoint[0] ?? 0,
          min: results.min,
          max: results.max,
        },
      },
      arguments: [{ params: true }, { input: 0 }, { constant: 'constants' }, { output: 0 }, { scratch: true }],
      constants: [
        {
          name: 'constants',
          ctype: 'int32_t',
          values: blockConstants(operands, depth, results, stripWeights(layout)),
        },
      ],
      scratch: 4 * layout.stripWords,
      overlaps: stripOverlaps(request, operands, layout),
    };
  },
  cost(request) {
    return stripCost(stripLayout(request, conv2dOperands(request)));
  },
});
