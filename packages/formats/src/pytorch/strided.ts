import { elementCount } from '@tinyml/core';

export interface Strided {
  readonly sizes: readonly number[];
  /** In elements. */
  readonly strides: readonly number[];
  /** Elements before the first. */
  readonly offset: number;
}

/** Elements that a storage must have; undefined where sizes, strides or offset cannot be. */
export const storageElements = ({ sizes, strides, offset }: Strided): number | undefined => {
  const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
  if (sizes.length !== strides.length || ![...sizes, ...strides, offset].every(whole)) return undefined;
  if (sizes.includes(0)) return 0;
  return offset + sizes.reduce((sum, size, axis) => sum + (size - 1) * (strides[axis] ?? 0), 1);
};

/** The place in the storage of each element, in the order of the sizes. */
export const stridedPlaces = ({ sizes, strides, offset }: Strided): Float64Array => {
  const places = new Float64Array(elementCount(sizes));
  const index = sizes.map(() => 0);
  let place = offset;
  for (let i = 0; i < places.length; i++) {
    places[i] = place;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const [size, stride] = [sizes[axis] ?? 1, strides[axis] ?? 0];
      index[axis] = (index[axis] ?? 0) + 1;
      place += stride;
      if ((index[axis] ?? 0) < size) break;
      place -= stride * size;
      index[axis] = 0;
    }
  }
  return places;
};
