import { patterns } from './patterns.ts';
import {
  binaryOperator,
  broadcastShape,
  clamp,
  defineOperator,
  integerRange,
  type IntegerDType,
  isPresent,
  multiplyByQuantizedMultiplier,
  noAttributes,
  type NoAttributes,
  OperatorError,
  perTensorQuant,
  quantizeMultiplier,
  sameShape,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { negativeFactor, positiveFactor } from './factors.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x, alpha: broadcast to x */
    prelu: NoAttributes;
  }
}

const elementwise = binaryOperator({
  name: 'prelu',
  version: 1,
  summary: 'x where positive, else alpha · x, with an alpha for each element, broadcast',
  traits: { elementwise: true, keepsChannels: true },
  slots: { onnx, patterns, keras, kernels, micro: 'AddPrelu', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => (x, alpha) => (x >= 0 ? x : x * alpha),
  quantizedTypes: ['int8', 'uint8'],
  quantized(_, { a, b, output }) {
    const [qx, qa, qo] = [perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)];
    const identity = quantizeMultiplier(positiveFactor(a, output));
    const slope = quantizeMultiplier(negativeFactor(a, b, output));
    const [low, high] = integerRange(output.dtype as IntegerDType);
    return (x, alpha) => {
      const value = x - qx.zeroPoint;
      const scaled =
        value >= 0
          ? multiplyByQuantizedMultiplier(value, identity.multiplier, identity.shift)
          : multiplyByQuantizedMultiplier(value * (alpha - qa.zeroPoint), slope.multiplier, slope.shift);
      return clamp(scaled + qo.zeroPoint, low, high);
    };
  },
  quantizedProblem(_, { a, b, output }) {
    return positiveFactor(a, output) < 2 ** 22 && negativeFactor(a, b, output) < 2 ** 14
      ? undefined
      : "the result's scale is too small against the operands'";
  },
});

/** x where x ≥ 0, else alpha · x. */
export const prelu = defineOperator({
  ...elementwise,
  infer({ inputs: [x, alpha] }) {
    if (!isPresent(x) || !isPresent(alpha)) throw new OperatorError('needs two operands');
    if (!sameShape(broadcastShape(x.type.shape, alpha.type.shape), x.type.shape))
      throw new OperatorError(`alpha [${alpha.type.shape.join(', ')}] has more elements than x`);
    return [{ dtype: x.type.dtype, shape: x.type.shape }];
  },
});
