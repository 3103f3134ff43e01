import { perTensorProblem, type TensorType } from '@tinyml/core';

type Maybe = TensorType | null | undefined;

/**
 * Why tensors cannot be those of a recurrent layer in integers, or undefined: each int8 with one scale, or of the type that `others`
 * gives it; biases int32.
 */
export const integerProblem = (
  tensors: Readonly<Record<string, Maybe>>,
  biases: readonly Maybe[],
  others: Readonly<Record<string, TensorType['dtype']>> = {},
): string | undefined => {
  for (const [what, type] of Object.entries(tensors)) {
    const dtype = others[what] ?? 'int8';
    if (type?.dtype !== dtype) return `with an int8 input, the ${what} must be ${dtype}`;
    const problem = perTensorProblem(`the ${what}`, type);
    if (problem !== undefined) return problem;
  }
  return biases.every((bias) => bias == null || bias.dtype === 'int32')
    ? undefined
    : 'with an int8 input, biases must be int32';
};
