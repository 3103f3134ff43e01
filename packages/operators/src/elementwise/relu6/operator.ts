import { patterns } from './patterns.ts';
import { defineOperator, type NoAttributes } from '@tinyml/core';
import { reluLike } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly relu6: NoAttributes;
  }
}

/** x limited to [0, 6] */
export const relu6 = defineOperator({
  ...reluLike('relu6', 'x limited to 0 … 6', ['int8', 'uint8', 'int16']),
  slots: { patterns, pytorch, micro: 'AddRelu6', kernels, keras, tflite },
});
