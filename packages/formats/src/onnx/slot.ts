import { defineSlot, none } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import type { OnnxOperators } from './call.ts';

/** What an operator of a package is in ONNX files: translations by domain and name, `com.example.Blur`; ONNX's own operators are translated by the importer. */
export type OnnxEntry = OnnxOperators;

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly onnx: OnnxEntry;
  }
}

export const onnxSlot = defineSlot<OnnxEntry>({
  name: 'onnx',
  summary: 'operators of ONNX files that are this operator',
  rules: {
    entry: rules.mappingOf(rules.fn),
    givesFunctions: true,
  },
  fallback: () => none('the importer of ONNX files translates the operators of ai.onnx itself'),
});
