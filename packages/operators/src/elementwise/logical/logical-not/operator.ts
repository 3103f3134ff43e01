import { type NoAttributes, noAttributes, unaryOperator } from '@tinyml/core';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    logical_not: NoAttributes;
  }
}

/** ¬x */
export const logicalNot = unaryOperator({
  name: 'logical_not',
  version: 1,
  summary: 'logical negation',
  slots: { tflite },
  attributes: noAttributes,
  plain: { bool: (x) => 1 - x },
});
