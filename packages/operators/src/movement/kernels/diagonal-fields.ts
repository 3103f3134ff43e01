import { byteWidth, elementCount, type CValue, type TensorType } from '@tinyml/core';

/** Fields of `tml_diagonal_params` for matrices of this type. */
export const diagonalFields = ({ dtype, shape }: TensorType): Readonly<Record<string, CValue>> => {
  const [rows = 1, columns = 1] = shape.slice(-2);
  return { matrices: elementCount(shape.slice(0, -2)), rows, columns, bytes: byteWidth(dtype) };
};
