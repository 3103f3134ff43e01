import type { KernelCall } from '@tinyml/core';
import type { VectorSizes } from './matrix-cost.ts';
import { matrixConstants, type MatrixForm, type MatrixResults } from './matrix-records.ts';
import { recordDistance } from '../overlap-distance.ts';
import type { WeightedOperands } from './weighted-constants.ts';

/** A call of a kernel of tml_matrix_vector_dsp.h. */
export const vectorCall = (
  name: string,
  operands: WeightedOperands,
  { rows, depth, outputs }: VectorSizes,
  form: MatrixForm,
  results: MatrixResults,
): KernelCall => {
  const { weights, records } = matrixConstants(operands, depth, form, results);
  const { min, max } = results;
  return {
    function: name,
    params: { type: 'tml_vector_params', fields: { rows, depth, outputs, min, max } },
    arguments: [
      { params: true },
      { input: 0 },
      { constant: 'weights' },
      { constant: 'records' },
      { output: 0 },
      { scratch: true },
    ],
    constants: [
      { name: 'weights', ctype: 'int8_t', values: weights, align: 4 },
      { name: 'records', ctype: 'int32_t', values: records },
    ],
    scratch: 8 * Math.ceil(depth / 4),
    // A row is copied before its results are written.
    overlaps: [{ input: 0, output: 0, distance: recordDistance(rows, depth, outputs) }],
  };
};
