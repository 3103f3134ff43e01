import { defineOperator, type NoAttributes } from '@tinyml/core';
import { reluLike } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly relu_n1_to_1: NoAttributes;
  }
}

/** x limited to [−1, 1] */
export const reluN1To1 = defineOperator({
  ...reluLike('relu_n1_to_1', 'x limited to −1 … 1', ['int8', 'uint8']),
  slots: { kernels, keras, tflite },
});
