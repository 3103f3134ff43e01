import { sameQuant, type TensorType } from '../ir/type.ts';

/** Why an operator that copies stored integers cannot run, or undefined where all have one quantisation. */
export const sameQuantProblem = (inputs: readonly TensorType[], output: TensorType): string | undefined =>
  inputs.every((input) => sameQuant(input.quant, output.quant))
    ? undefined
    : 'operands and result must have the same scale and zero point';
