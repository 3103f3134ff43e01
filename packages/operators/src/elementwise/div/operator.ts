import {
  activationRange,
  activationSchema,
  binaryOperator,
  clamp,
  integerActivation,
  type IntegerDType,
  type OptionsOf,
  perTensorQuant,
  quantizedActivationRange,
} from '@tinyml/core';
import { storedQuotient } from '@tinyml/core/internal';
import { kernels } from './kernels.ts';
import { quotientFactor } from './factor.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

const attributes = {
  type: 'object',
  properties: { activation: activationSchema },
  required: ['activation'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    div: OptionsOf<typeof attributes>;
  }
}

/** a / b */
export const div = binaryOperator({
  name: 'div',
  version: 1,
  summary: 'quotient of two tensors, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: { onnx, keras, kernels, micro: 'AddDiv', gradient: () => import('./gradient.ts'), tflite },
  attributes,
  float32({ activation }) {
    const [low, high] = activationRange(activation);
    return (a, b) => clamp(Math.fround(a / b), low, high);
  },
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized({ activation }, { a, b, output }) {
    const [qa, qb, qo] = [perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)];
    const quotient = storedQuotient(quotientFactor(a, b, output));
    const [low, high] = quantizedActivationRange(activation, qo.scale, qo.zeroPoint, output.dtype as IntegerDType);
    return (x, y) => clamp(quotient(x - qa.zeroPoint, y - qb.zeroPoint) + qo.zeroPoint, low, high);
  },
  quantizedProblem: (_, { a, b, output }) =>
    quotientFactor(a, b, output) < (a.dtype === 'int16' ? 2 ** 14 : 2 ** 22)
      ? undefined
      : "the result's scale is too small against the operands'",
  plain: {
    int32: ({ activation }) => integerActivation('int32', activation, (a, b) => (b === 0 ? 0 : Math.trunc(a / b))),
  },
});
