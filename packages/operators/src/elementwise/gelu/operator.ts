import { erfc, type OptionsOf, storedFunction, unaryOperator } from '@tinyml/core';
import { tflite } from './tflite.ts';

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

const f = Math.fround;

const exact = (x: number): number => f(0.5 * x) * f(erfc(f(x * f(-Math.SQRT1_2))));

const slope = f(Math.sqrt(2 / Math.PI));

const approximated = (x: number): number => {
  const cube = f(f(f(f(0.044715) * x) * x) * x);
  return f(0.5 * x) * f(1 + f(Math.tanh(f(slope * f(x + cube)))));
};

/** x · Φ(x), by the error function or, `approximate`, by a hyperbolic tangent (Hendrycks and Gimpel, 2016). */
export const gelu = unaryOperator({
  name: 'gelu',
  version: 1,
  summary: 'x times the normal distribution up to x',
  slots: { gradient: () => import('./gradient.ts'), tflite },
  attributes,
  float32: ({ approximate }) => (approximate ? approximated : exact),
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized: ({ approximate }, input, output) => storedFunction(input, output, approximate ? approximated : exact),
});
