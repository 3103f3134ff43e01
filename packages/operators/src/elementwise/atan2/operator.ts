import { binaryOperator, type NoAttributes, noAttributes } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    atan2: NoAttributes;
  }
}

/** The angle of the point (b, a), in −π … π. */
export const atan2 = binaryOperator({
  name: 'atan2',
  version: 1,
  summary: 'angle of the point (b, a), element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: { pytorch, keras, kernels, gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => Math.atan2,
});
