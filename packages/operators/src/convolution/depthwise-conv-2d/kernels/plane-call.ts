/** The C calls of depthwise convolutions over planes: with records, or with the model's own weights. */

import type { CValue, KernelCall } from '@tinyml/core';
import type { PlaneKernel } from './plane-kernels.ts';
import { planeBytes, type PlaneLayout } from './plane-layout.ts';
import { compactConstants, planeRecords } from './plane-records.ts';
import type { ResultLimits } from '../../../kernel/result-limits.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

type Call = Pick<KernelCall, 'function' | 'params' | 'arguments' | 'constants' | 'scratch'>;

const image = (shape: readonly number[]): number => shape.slice(1).reduce((size, extent) => size * extent, 1);

/** Words of a channel's record. */
const recordWords = (form: PlaneKernel, layout: PlaneLayout): number => 4 + form.words(() => 0, layout).length;

const planeFields = (
  form: PlaneKernel,
  { types: { x, y } }: WeightedOperands,
  layout: PlaneLayout,
  { min, max }: ResultLimits,
): Readonly<Record<string, CValue>> => {
  const { rows, columns } = layout;
  return {
    batch: layout.batch,
    channels: layout.channels,
    multiplier: layout.multiplier,
    rows: rows.input,
    columns: columns.input,
    x_image: image(x.shape),
    x_row: rows.inputStep,
    x_column: columns.inputStep,
    y_rows: rows.output,
    y_columns: columns.output,
    y_image: image(y.shape),
    y_row: rows.outputStep,
    y_column: columns.outputStep,
    filter_rows: rows.filter,
    filter_pairs: form.pairs(columns.filter),
    stride_row: rows.stride,
    stride_column: columns.stride,
    dilation_row: rows.dilation,
    pad_row: rows.before,
    pad_column: columns.before,
    reach: layout.reach,
    strip: layout.strip,
    strip_height: layout.height,
    width: layout.width,
    record: recordWords(form, layout),
    zero_point: x.quant?.zeroPoint[0] ?? 0,
    // What lies below the zero point is cut off in any case where it is the least int8.
    min,
    max,
  };
};

/** One record for each channel, as the kernel reads it. */
export const recordCall = (
  form: PlaneKernel,
  operands: WeightedOperands,
  layout: PlaneLayout,
  results: ResultLimits,
): Call => {
  const { records, scales } = planeRecords(operands, layout, results, form.words);
  return {
    function: `${form.function(layout, scales)}_s8_dsp`,
    params: { type: 'tml_plane_params', fields: planeFields(form, operands, layout, results) },
    arguments: [{ params: true }, { input: 0 }, { constant: 'records' }, { output: 0 }, { scratch: true }],
    constants: [{ name: 'records', ctype: 'int32_t', values: records }],
    scratch: planeBytes(layout),
  };
};

/** Weights as the model has them: the smallest. */
export const compactCall = (
  form: PlaneKernel,
  operands: WeightedOperands,
  layout: PlaneLayout,
  results: ResultLimits,
): Call => {
  const { channels, filter } = operands.types;
  const [down, right] = [channels * (filter.shape[2] as number), channels];
  const { constants, scales } = compactConstants(operands, results);
  return {
    function: `${form.function(layout, scales)}_compact_s8_dsp`,
    params: {
      type: 'tml_plane_compact_params',
      fields: {
        plane: { fields: planeFields(form, operands, layout, results) },
        output_zero_point: results.zeroPoint,
        taps: layout.columns.filter,
        spread: layout.columns.spread,
        filter_row: layout.swapped ? right : down,
        filter_column: layout.swapped ? down : right,
        ...Object.fromEntries(constants.map(({ name }) => [name, { c: `@${name}` }])),
      },
    },
    arguments: [{ params: true }, { input: 0 }, { output: 0 }, { scratch: true }],
    constants,
    scratch: planeBytes(layout) + 4 * recordWords(form, layout),
  };
};
