import { integerRange, type DType, type Quant, type Shape } from '@tinyml/core';
import type { Problems } from './problems.ts';
import type { Decoded } from './tables.ts';

const zeroPointRange = (dtype: DType): readonly [number, number] =>
  dtype === 'int64' || dtype === 'uint64' ? [-(2 ** 53), 2 ** 53] : integerRange(dtype as 'int8');

/** Quantisation of an integer tensor; float tensors keep none. */
export const readQuant = (
  table: Decoded<'QuantizationParameters'> | undefined,
  dtype: DType,
  shape: Shape,
  isConstant: boolean,
  where: string,
  problems: Problems,
): Quant | undefined => {
  if (table === undefined) return undefined;
  if (table.detailsType !== 0) {
    problems.unsupported(where, 'it is quantised in a way of its own (blocks or custom details)');
    return undefined;
  }
  const scale = table.scale ?? [];
  const zeroPoint = table.zeroPoint ?? [];
  if (scale.length === 0) return undefined;
  if (zeroPoint.length !== scale.length && zeroPoint.length !== 0) {
    problems.inconsistent(where, `${String(scale.length)} scales but ${String(zeroPoint.length)} zero points`);
    return undefined;
  }
  // Recorded ranges of floats mean nothing at inference, whatever their axis.
  if (dtype === 'float32' || dtype === 'float16' || dtype === 'bool') return undefined;
  // A vector has one axis; converters leave its weights' there.
  const axis = shape.length === 1 ? 0 : table.quantizedDimension;
  if (scale.length > 1 && shape[axis] !== scale.length) {
    problems.inconsistent(
      where,
      `${String(scale.length)} scales along axis ${String(axis)} of shape [${shape.join(', ')}]`,
    );
    return undefined;
  }
  const bad = scale.find((value) => !Number.isFinite(value) || value < 0 || (value === 0 && !isConstant));
  if (bad !== undefined) problems.inconsistent(where, `its scale is ${String(bad)}`);
  const [least, greatest] = zeroPointRange(dtype);
  const outside = zeroPoint.find((value) => value < least || value > greatest);
  if (outside !== undefined) {
    problems.inconsistent(where, `zero point ${String(outside)} is outside ${dtype}`);
    return undefined;
  }
  const points = zeroPoint.length === 0 ? scale.map(() => 0) : zeroPoint.map(Number);
  return { scale, zeroPoint: points, ...(scale.length > 1 && { axis }) };
};
