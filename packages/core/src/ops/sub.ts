import { activationSchema } from '../op/attribute-schema.ts';
import { binaryOperator } from '../op/binary.ts';
import { clamp, int32ActivationRange } from '../op/clamp.ts';
import { activationRange } from '../op/fixed-point.ts';
import { perTensorQuant } from '../op/per-tensor.ts';
import { sumProblem } from '../op/quantized-arithmetic.ts';
import { quantizedSum } from '../op/quantized-sum.ts';

/** a − b */
export const sub = binaryOperator({
  name: 'sub',
  version: 1,
  summary: 'difference of two tensors, element by element',
  attributes: {
    type: 'object',
    properties: { activation: activationSchema },
    required: ['activation'],
    additionalProperties: false,
  },
  float32({ activation }) {
    const [low, high] = activationRange(activation);
    return (a, b) => clamp(Math.fround(a - b), low, high);
  },
  int32({ activation }) {
    const [low, high] = int32ActivationRange(activation);
    return (a, b) => clamp((a - b) | 0, low, high);
  },
  int8: ({ activation }, { a, b, output }) => quantizedSum(activation, a, b, output, -1),
  int8Problem: ({ a, b, output }) => sumProblem(perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)),
});
