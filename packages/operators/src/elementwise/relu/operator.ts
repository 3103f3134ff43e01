import { patterns } from './patterns.ts';
import { defineOperator, type NoAttributes } from '@tinyml/core';
import { reluLike } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly relu: NoAttributes;
  }
}

/** max(0, x) */
export const relu = defineOperator({
  ...reluLike('relu', 'max(0, x)', ['int8', 'uint8', 'int16']),
  slots: { onnx, patterns, pytorch, micro: 'AddRelu', kernels, keras, tflite },
});
