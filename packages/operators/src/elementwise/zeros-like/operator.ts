import {
  allocate,
  defineOperator,
  elementCount,
  none,
  noAttributes,
  type NoAttributes,
  type TensorType,
  unaryOperator,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    zeros_like: NoAttributes;
  }
}

const zero = (): number => 0;

const elementwise = unaryOperator({
  name: 'zeros_like',
  version: 1,
  summary: 'zeros in the shape of the operand',
  traits: { monotone: true },
  slots: { keras, kernels, micro: 'AddZerosLike', gradient: none('its result is constant, and folded'), tflite },
  attributes: noAttributes,
  float32: () => zero,
  plain: { int32: zero },
  int64: () => 0n,
});

/** Zeros in the shape of x: known at build time. */
export const zerosLike = defineOperator({
  ...elementwise,
  fromTypes: true,
  run: ({ outputs }) => {
    const { dtype, shape } = outputs[0] as TensorType;
    return [allocate(dtype, elementCount(shape))];
  },
});
