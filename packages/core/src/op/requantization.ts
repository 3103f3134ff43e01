import { integerRange, type DType, type IntegerDType } from '../ir/dtype.ts';
import type { TensorType } from '../ir/type.ts';
import { multiplyByQuantizedMultiplier, quantizeMultiplier, type QuantizedMultiplier } from './fixed-point.ts';
import { perTensorProblem, perTensorQuant } from './per-tensor.ts';

/** Integer types that a quantised integer of each type can be rescaled to. */
const targets: Readonly<Partial<Record<DType, readonly DType[]>>> = {
  int8: ['int8', 'uint8', 'int16'],
  uint8: ['int8', 'uint8', 'int16'],
  int16: ['int8', 'int16', 'int32'],
  int32: ['int8', 'int16'],
};

/** Bits that a value of each type may be shifted up by without leaving 32 bits. */
const headroom: Readonly<Partial<Record<DType, number>>> = { int8: 22, uint8: 22, int16: 14, int32: 0 };

/** Factor from the stored integers of `input` (less zero point) to those of `output`. */
export const requantizationFactor = (input: TensorType, output: TensorType): QuantizedMultiplier =>
  quantizeMultiplier(perTensorQuant(input).scale / perTensorQuant(output).scale);

/** Why `input` cannot be rescaled to `output`, or undefined. */
export const requantizationProblem = (input: TensorType, output: TensorType): string | undefined => {
  if (!(targets[input.dtype]?.includes(output.dtype) ?? false)) {
    return `${input.dtype} to ${output.dtype} is not supported`;
  }
  const problem = perTensorProblem('the operand', input) ?? perTensorProblem('the result', output);
  if (problem !== undefined) return problem;
  for (const { dtype, quant } of [input, output]) {
    if ((dtype === 'int16' || dtype === 'int32') && quant?.zeroPoint[0] !== 0) return `${dtype} must have zero point 0`;
  }
  return requantizationFactor(input, output).shift <= (headroom[input.dtype] ?? 0)
    ? undefined
    : "the result's scale is too small against the operand's";
};

/** Rescales one stored integer of `input` to one of `output`, clamped; rounded as TensorFlow Lite does. */
export const requantizer = (input: TensorType, output: TensorType): ((stored: number) => number) => {
  const { multiplier, shift } = requantizationFactor(input, output);
  const from = perTensorQuant(input).zeroPoint;
  const to = perTensorQuant(output).zeroPoint;
  const [low, high] = integerRange(output.dtype as IntegerDType);
  return (stored) =>
    Math.min(high, Math.max(low, multiplyByQuantizedMultiplier(stored - from, multiplier, shift) + to));
};
