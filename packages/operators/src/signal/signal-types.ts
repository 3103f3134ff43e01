import type { DType, TensorType } from '@tinyml/core';

const listed = (dtypes: readonly (DType | undefined)[]): string => dtypes.map((dtype) => dtype ?? 'nothing').join(', ');

/** Why operands and results do not have exactly these types, in this order, or undefined. */
export const signalTypesProblem = (
  inputs: readonly (TensorType | null | undefined)[],
  outputs: readonly (TensorType | undefined)[],
  wanted: readonly DType[],
  results: readonly DType[],
): string | undefined => {
  const found = [inputs, outputs].map((types) => types.map((type) => type?.dtype));
  const fits = [wanted, results].every((dtypes, i) => dtypes.every((dtype, at) => found[i]?.[at] === dtype));
  if (fits) return undefined;
  const [operands = [], computed = []] = found;
  return `types ${listed(operands)} to ${listed(computed)} are not supported`;
};

/** Elements of all dimensions but the last: how many signals there are beside one another. */
export const signalsIn = ({ shape }: TensorType): number =>
  shape.slice(0, -1).reduce((product, size) => product * size, 1);
