import { binaryOperator, type NoAttributes, noAttributes } from '@tinyml/core';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    logical_or: NoAttributes;
  }
}

/** a ∨ b */
export const logicalOr = binaryOperator({
  name: 'logical_or',
  version: 1,
  summary: 'logical or, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: { tflite },
  attributes: noAttributes,
  plain: { bool: () => (a, b) => a | b },
});
