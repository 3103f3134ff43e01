import { binaryOperator, type NoAttributes, noAttributes } from '@tinyml/core';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    logical_and: NoAttributes;
  }
}

/** a ∧ b */
export const logicalAnd = binaryOperator({
  name: 'logical_and',
  version: 1,
  summary: 'logical and, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: { tflite },
  attributes: noAttributes,
  plain: { bool: () => (a, b) => a & b },
});
