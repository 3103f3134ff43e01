import { defineSlot, none } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly micro: string;
  }
}

/** How an operator is registered where TensorFlow Lite Micro's interpreter runs the model. */
export const microSlot = defineSlot<string>({
  name: 'micro',
  summary: "the function of TensorFlow Lite Micro's `MicroMutableOpResolver` that registers it",
  rules: { entry: rules.textLike(/^\w{1,100}$/, 'the name of a function') },
  fallback: () => none('TensorFlow Lite Micro registers no such operator'),
});
