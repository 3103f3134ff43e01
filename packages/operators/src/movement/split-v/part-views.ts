import { OperatorError, resolveAxis, rowMajorStrides, type Shape, type StridedView } from '@tinyml/core';

/** @throws OperatorError where the sizes do not add up */
export const partViews = (shape: Shape, sizes: readonly number[], axis: number): readonly StridedView[] => {
  const along = resolveAxis(axis, shape.length);
  const whole = shape[along] as number;
  const known = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0);
  const all = sizes.map((size) => (size === -1 ? whole - known : size));
  if (all.some((size) => size < 0) || all.reduce((sum, size) => sum + size, 0) !== whole)
    throw new OperatorError(`sizes [${sizes.join(', ')}] do not make up ${String(whole)}`);
  const strides = rowMajorStrides(shape);
  let from = 0;
  return all.map((size) => {
    const start = from * (strides[along] as number);
    from += size;
    return { shape: shape.with(along, size), strides, start };
  });
};
