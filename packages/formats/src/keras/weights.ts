import type { Shape } from '@tinyml/core';
import type { Json } from './config.ts';

/** One variable of a layer as the file holds it: row-major. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** What a layer is, and the shapes that it is called on, the batch first. */
export interface LayerSite {
  readonly className: string;
  readonly config: Json;
  readonly inputs: readonly Shape[];
}

/** Variables of the layer at `path` (nested models outermost first), by role: `kernel`, `bias`, `moving_mean`, … */
export type WeightStore = (path: readonly string[], site: LayerSite) => ReadonlyMap<string, Weight>;

/** The elements with axes in the order `perm`, as float32. */
export const permuted = (
  weight: Weight,
  perm: readonly number[],
): { readonly shape: readonly number[]; readonly values: Float32Array } => {
  const shape = perm.map((axis) => weight.shape[axis] ?? 1);
  const strides = weight.shape.map((_, axis) =>
    weight.shape.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const steps = perm.map((axis) => strides[axis] ?? 1);
  const values = new Float32Array(weight.values.length);
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < values.length; to++) {
    values[to] = weight.values[from] ?? 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      from += steps[axis] ?? 0;
      if (next < (shape[axis] ?? 0)) {
        index[axis] = next;
        break;
      }
      from -= next * (steps[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return { shape, values };
};
