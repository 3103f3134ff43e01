import { OperatorError, rowMajorStrides, type Shape, type StridedView } from '@tinyml/core';

/** Result [n, h, block, w, block, c] of x [n, h, w, block, block, c]. @throws OperatorError where c does not divide */
export const blockView = ([n = 1, h = 1, w = 1, c = 1]: Shape, block: number): StridedView => {
  const depth = c / block ** 2;
  if (!Number.isInteger(depth)) throw new OperatorError(`${String(c)} channels do not divide into ${String(block)}²`);
  const [sn, sh, sw, sy, sx, sc] = rowMajorStrides([n, h, w, block, block, depth]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { shape: [n, h, block, w, block, depth], strides: [sn, sh, sy, sw, sx, sc], start: 0 };
};
