import type { TensorType } from '@tinyml/core';
import type { ExpansionRequest } from '../expand.ts';

const noMasks = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };

/** x[begin : end] as `to`. */
export const sliceOf = (
  request: ExpansionRequest,
  x: string,
  begin: readonly number[],
  end: readonly number[],
  to: string | TensorType,
): string =>
  request.node(
    'strided_slice',
    noMasks,
    [
      x,
      request.integers('begin', begin),
      request.integers('end', end),
      request.integers(
        'strides',
        begin.map(() => 1),
      ),
    ],
    to,
  );

/** x with `axes` backwards, as `to`. */
export const reversed = (
  request: ExpansionRequest,
  x: string,
  axes: readonly number[],
  to: string | TensorType,
): string => {
  const { shape } = request.typeOf(x);
  const mask = axes.reduce((bits, axis) => bits | (1 << axis), 0);
  const zeros = shape.map(() => 0);
  const begin = request.integers('begin', zeros);
  const steps = request.integers(
    'strides',
    shape.map((_, axis) => (axes.includes(axis) ? -1 : 1)),
  );
  const whole = request.integers(
    'end',
    shape.map((size, axis) => (axes.includes(axis) ? 0 : size)),
  );
  return request.node('strided_slice', { ...noMasks, beginMask: mask, endMask: mask }, [x, begin, whole, steps], to);
};
