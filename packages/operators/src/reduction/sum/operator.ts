import {
  none,
  allocate,
  clamp,
  defineOperator,
  elementCount,
  type IntegerDType,
  integerRange,
  multiplyByQuantizedMultiplier,
  type OptionsOf,
  perTensorProblem,
  perTensorQuant,
  quantizeMultiplier,
} from '@tinyml/core';
import { folding, type reductionAttributes } from '../folding.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly sum: OptionsOf<typeof reductionAttributes>;
  }
}

/** Sum along axes. Quantised: the zero points are taken out, and the sum is rescaled. */
export const sum = defineOperator({
  name: 'sum',
  summary: 'sum along axes',
  ...folding(
    { numbers: (a, b) => a + b, bigints: (a, b) => a + b },
    {
      check: (x, y) => perTensorProblem('the operand', x) ?? perTensorProblem('the result', y),
      quantized(x, data, y, into) {
        const [from, to] = [perTensorQuant(x), perTensorQuant(y)];
        const { multiplier, shift } = quantizeMultiplier(from.scale / to.scale);
        const sums = new Float64Array(elementCount(y.shape));
        (data as Int8Array).forEach((stored, i) => {
          const place = into[i] as number;
          sums[place] = (sums[place] as number) + stored - from.zeroPoint;
        });
        const [low, high] = integerRange(y.dtype as IntegerDType);
        const result = allocate(y.dtype, sums.length) as Int8Array;
        sums.forEach((value, i) => {
          result[i] = clamp(multiplyByQuantizedMultiplier(value, multiplier, shift) + to.zeroPoint, low, high);
        });
        return result;
      },
    },
  ),
  slots: {
    onnx,
    keras: none('the importer reads a sum as a mean times the number of elements, which can be quantised'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    quantize: { operands: ['activation', 'plain'] },
    tflite,
    micro: 'AddSum',
  },
});
