import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';

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
    micro: 'AddNeg',
    gradient: () => import('./gradient.ts'),
    tflite: none('the reader still makes it of other operators'),
  },
  attributes: noAttributes,
  float32: () => negated,
  plain: { int8: negated, int16: negated, int32: negated },
  int64: (x) => -x,
});
