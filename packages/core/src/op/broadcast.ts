import { elementCount, sameShape, type Shape } from '../ir/type.ts';
import { OperatorError } from './define-operator.ts';

/**
 * Shape of an element-wise result under NumPy's rule: shapes are aligned at the end, and a dimension of 1 (or none)
 * repeats.
 * @throws OperatorError where two dimensions differ and neither is 1.
 */
export const broadcastShape = (a: Shape, b: Shape): Shape => {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = a[i - rank + a.length] ?? 1;
    const y = b[i - rank + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1) {
      throw new OperatorError(`shapes [${a.join(', ')}] and [${b.join(', ')}] cannot be broadcast together`);
    }
    return x === 1 ? y : x;
  });
};

/** Element strides of `shape` when it is read along every axis of `result`; 0 along an axis that repeats. */
export const broadcastStrides = (shape: Shape, result: Shape): readonly number[] => {
  const strides = new Array<number>(result.length).fill(0);
  let stride = 1;
  for (let i = 1; i <= shape.length; i += 1) {
    const dimension = shape[shape.length - i] as number;
    if (dimension !== 1) strides[result.length - i] = stride;
    stride *= dimension;
  }
  return strides;
};

/** For every element of `result`, the index of the element of `shape` that it reads; undefined: its own index. */
export const broadcastIndex = (shape: Shape, result: Shape): Int32Array | undefined => {
  if (sameShape(shape, result) || elementCount(shape) === elementCount(result)) return undefined;
  const strides = broadcastStrides(shape, result);
  let index = new Int32Array(1);
  for (const [axis, dimension] of result.entries()) {
    const stride = strides[axis] as number;
    const next = new Int32Array(index.length * dimension);
    for (const [i, base] of index.entries()) {
      for (let k = 0; k < dimension; k += 1) next[i * dimension + k] = base + k * stride;
    }
    index = next;
  }
  return index;
};
