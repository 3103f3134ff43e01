import { defineOperator } from '@tinyml/core';
import { rationalTanh } from './rational.js';

/** What `rational_tanh` means; kernel.js says how it runs in C, gradient.js how it is trained. */
export default defineOperator({
  name: 'rational_tanh',
  version: 1,
  summary: 'hyperbolic tangent by a rational function, without libm',
  slots: {
    gradient: () => import('./gradient.js'),
    tflite: { forms: [{ custom: 'AcmeRationalTanh', inputs: [1, 1] }] },
  },
  attributes: { type: 'object', additionalProperties: false, properties: {} },
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: ({ inputs: [x] }) => [x.type],
  check: ({ inputs: [x] }) => (x.dtype === 'float32' ? undefined : `runs on float32 only, not on ${x.dtype}`),
  run: ({ inputs: [x] }) => [Float32Array.from(x.data, rationalTanh)],
  macs: () => 0,
});
