import { defineOperator, reluLike } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

/** x limited to [−1, 1] */
export const reluN1To1 = defineOperator({
  ...reluLike('relu_n1_to_1', 'x limited to −1 … 1', ['int8', 'uint8']),
  slots: { kernels, keras, tflite },
});
