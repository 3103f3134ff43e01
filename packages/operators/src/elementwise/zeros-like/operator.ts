import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    zeros_like: NoAttributes;
  }
}

const zero = (): number => 0;

/** Zeros in the shape of x. */
export const zerosLike = unaryOperator({
  name: 'zeros_like',
  version: 1,
  summary: 'zeros in the shape of the operand',
  traits: { monotone: true },
  slots: {
    micro: 'AddZerosLike',
    gradient: () => import('./gradient.ts'),
    tflite: none('the reader still makes it of other operators'),
  },
  attributes: noAttributes,
  float32: () => zero,
  plain: { int32: zero },
  int64: () => 0n,
});
