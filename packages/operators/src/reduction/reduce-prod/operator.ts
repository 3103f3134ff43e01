import {
  allocate,
  clamp,
  defineOperator,
  elementCount,
  type IntegerDType,
  integerRange,
  multiplyWideByQuantizedMultiplier,
  type OptionsOf,
  perTensorProblem,
  perTensorQuant,
  quantizeMultiplier,
} from '@tinyml/core';
import { folding, type reductionAttributes } from '../folding.ts';
import { keras } from './keras.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly reduce_prod: OptionsOf<typeof reductionAttributes>;
  }
}

/**
 * Product along axes. Quantised: each step scales by s_x / s_y^(1/n) for n elements, so that the last one ends in the
 * result's scale; all of them round as products of 64 bits do (LiteRT's reduce_prod).
 */
export const reduceProd = defineOperator({
  name: 'reduce_prod',
  summary: 'product along axes',
  ...folding(
    { numbers: (a, b) => a * b, bigints: (a, b) => a * b },
    {
      check: (x, y) =>
        x.dtype === 'uint8'
          ? 'uint8 is not supported'
          : (perTensorProblem('the operand', x) ?? perTensorProblem('the result', y)),
      quantized(x, data, y, into) {
        const count = elementCount(x.shape) / elementCount(y.shape);
        const [from, to] = [perTensorQuant(x), perTensorQuant(y)];
        const { multiplier, shift } = quantizeMultiplier(from.scale / to.scale ** (1 / count));
        const products = new Float64Array(elementCount(y.shape));
        const seen = new Uint8Array(products.length);
        (data as Int8Array).forEach((stored, i) => {
          const place = into[i] as number;
          const value = stored - from.zeroPoint;
          products[place] =
            seen[place] === 0
              ? value
              : multiplyWideByQuantizedMultiplier((products[place] as number) * value, multiplier, shift) | 0;
          seen[place] = 1;
        });
        const [low, high] = integerRange(y.dtype as IntegerDType);
        const result = allocate(y.dtype, products.length) as Int8Array;
        products.forEach((product, i) => {
          result[i] = clamp(multiplyWideByQuantizedMultiplier(product, multiplier, shift) + to.zeroPoint, low, high);
        });
        return result;
      },
    },
  ),
  slots: { onnx, kernels, gradient: () => import('./gradient.ts'), keras, tflite },
});
