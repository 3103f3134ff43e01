import { OperatorError, rowMajorStrides, type Shape, type StridedView } from '@tinyml/core';

/** Result [n, h, w, block, block, c] of x [n, h, block, w, block, c]. @throws OperatorError where x does not divide */
export const blockView = ([n = 1, h = 1, w = 1, c = 1]: Shape, block: number): StridedView => {
  const [rows, columns] = [h / block, w / block];
  if (!Number.isInteger(rows) || !Number.isInteger(columns))
    throw new OperatorError(`${String(h)}×${String(w)} pixels do not divide into blocks of ${String(block)}`);
  const [sn, sh, sy, sw, sx, sc] = rowMajorStrides([n, rows, block, columns, block, c]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { shape: [n, rows, columns, block, block, c], strides: [sn, sh, sw, sy, sx, sc], start: 0 };
};
