import { scaleProblem, type TensorType } from '@tinyml/core';

/** Why the second operand has no scale, or scales of anything but its columns; undefined where it is sound. */
export const columnScalesProblem = (
  { adjY }: { readonly adjY: boolean },
  { dtype, quant, shape }: TensorType,
): string | undefined => {
  if (quant === undefined) return `the ${dtype} operand carries no scale`;
  const { axis, scale, zeroPoint } = quant;
  const columns = shape.length - (adjY ? 2 : 1);
  if (axis !== undefined && axis !== columns)
    return `operand 1 is quantised along axis ${String(axis)}; its columns are along axis ${String(columns)}`;
  if (axis !== undefined && scale.length !== shape[columns])
    return `operand 1 has ${String(scale.length)} scales for ${String(shape[columns])} columns`;
  if (axis !== undefined && zeroPoint.some((zero) => zero !== 0))
    return 'operand 1 is quantised per column, and then needs zero points of 0';
  return scale.map((one) => scaleProblem('operand 1', dtype, one, 0)).find((problem) => problem !== undefined);
};

/** The second operand's scale for each of its columns. */
export const columnScales = ({ quant }: TensorType, columns: number): Float64Array =>
  Float64Array.from({ length: columns }, (_, i) => quant?.scale[quant.scale.length > 1 ? i : 0] ?? 1);

/**
 * The second operand's scale where sums stay integers. LiteRT's kernels ask for one of the whole tensor there, and take a tensor
 * with one for each column as one without a scale: the factor becomes 0, and the result its zero point
 * (GetQuantizedConvolutionMultipler in kernel_util.cc). With float operands it multiplies by each column's.
 */
export const scaleInIntegers = ({ quant }: TensorType): number =>
  quant?.axis === undefined || quant.scale.length === 1 ? (quant?.scale[0] ?? 1) : 0;
