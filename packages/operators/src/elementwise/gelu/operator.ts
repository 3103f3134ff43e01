import { patterns } from './patterns.ts';
import { type OptionsOf, storedFunction, unaryOperator } from '@tinyml/core';
import { approximated, exact } from './functions.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

const attributes = {
  type: 'object',
  properties: { approximate: { type: 'boolean' } },
  required: ['approximate'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    gelu: OptionsOf<typeof attributes>;
  }
}

/** x · Φ(x), by the error function or, `approximate`, by a hyperbolic tangent (Hendrycks and Gimpel, 2016). */
export const gelu = unaryOperator({
  name: 'gelu',
  version: 1,
  summary: 'x times the normal distribution up to x',
  slots: { onnx, patterns, pytorch, keras, kernels, gradient: () => import('./gradient.ts'), tflite },
  attributes,
  float32: ({ approximate }) => (approximate ? approximated : exact),
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized: ({ approximate }, input, output) => storedFunction(input, output, approximate ? approximated : exact),
});
