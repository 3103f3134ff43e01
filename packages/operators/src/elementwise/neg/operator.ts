import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    neg: NoAttributes;
  }
}

const negated = (x: number): number => -x;

/** −x. Stored integers are negated as they are, whatever their scale, as in TensorFlow Lite. */
export const neg = unaryOperator({
  name: 'neg',
  version: 1,
  summary: 'negation, −x',
  slots: {
    onnx,
    pytorch,
    keras: none('the importer reads a negation as a product with −1, which can be quantised'),
    kernels,
    quantize: none('TensorFlow Lite negates stored integers as they are, which is right for no zero point but 0'),
    micro: 'AddNeg',
    gradient: () => import('./gradient.ts'),
    tflite,
  },
  attributes: noAttributes,
  float32: () => negated,
  plain: { int8: negated, int16: negated, int32: negated },
  int64: (x) => -x,
});
