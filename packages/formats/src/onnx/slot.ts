import { defineSlot, none } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import { TranslationError } from '../translation/translation-error.ts';
import type { OnnxOperators } from './call.ts';

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly onnx: OnnxOperators;
  }
}

export const onnxSlot = defineSlot<OnnxOperators>({
  name: 'onnx',
  summary: "ONNX's operators that are this operator",
  rules: {
    entry: rules.mappingOf(rules.fn),
    answers: { '': rules.anyOf('the name of a value, or a list of them', rules.text, rules.listOf(rules.text, 1000)) },
    isAnswer: (error) => error instanceof TranslationError,
  },
  fallback: () => none('no operator of ONNX is this operator alone'),
});
