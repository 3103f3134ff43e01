import { allocate, type TensorData } from '../ir/tensor.ts';
import type { DType } from '../ir/dtype.ts';
import { elementCount, type Shape } from '../ir/type.ts';

/** Elements to step over for one step along each dimension of a row-major tensor. */
export const rowMajorStrides = (shape: Shape): readonly number[] => {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--)
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  return strides;
};

/** A view of a tensor: element [i, j, …] of `shape` lies at `start` + i·strides[0] + j·strides[1] + … */
export interface StridedView {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly start: number;
}

/** Places in the source of each element of a view, in row-major order. */
function* places(view: StridedView): Generator<number> {
  const index = view.shape.map(() => 0);
  const count = elementCount(view.shape);
  let place = view.start;
  for (let done = 0; done < count; done++) {
    yield place;
    for (let axis = index.length - 1; axis >= 0; axis--) {
      const stride = view.strides[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      place += stride;
      if ((index[axis] as number) < (view.shape[axis] as number)) break;
      place -= stride * (view.shape[axis] as number);
      index[axis] = 0;
    }
  }
}

/** The elements of a view, row-major. */
export const gather = (dtype: DType, data: TensorData, view: StridedView): TensorData => {
  const result = allocate(dtype, elementCount(view.shape)) as Int8Array;
  let i = 0;
  for (const place of places(view)) result[i++] = (data as Int8Array)[place] as number;
  return result;
};

/** Writes `data` (row-major) into the elements of a view of `target`. */
export const scatter = (target: TensorData, view: StridedView, data: TensorData): void => {
  let i = 0;
  for (const place of places(view)) (target as Int8Array)[place] = (data as Int8Array)[i++] as number;
};
