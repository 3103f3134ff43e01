import { defineOperator, isPresent, none, OperatorError, type OptionsOf } from '@tinyml/core';
import { fakeQuantGrid, fakeQuantProblem } from '@tinyml/core/internal';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  properties: {
    min: { type: 'number' },
    max: { type: 'number' },
    numBits: { type: 'integer', minimum: 2, maximum: 16 },
    narrowRange: { type: 'boolean' },
  },
  required: ['min', 'max', 'numBits', 'narrowRange'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    readonly fake_quant: OptionsOf<typeof attributes>;
  }
}

/** Rounds real numbers to those that a quantised tensor could hold; not-a-number becomes the least. */
export const fakeQuant = defineOperator({
  name: 'fake_quant',
  version: 1,
  summary: 'real numbers rounded to those of a quantised tensor',
  traits: { elementwise: true, keepsChannels: true, monotone: true, rounds: true },
  slots: {
    kernels,
    gradient: () => import('./gradient.ts'),
    keras: none("the wrappers of Keras's quantisation toolkit hold it, which the importer opens"),
    quantize: none('its own attributes say to which numbers it rounds'),
    tflite,
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    return [{ dtype: x.type.dtype, shape: x.type.shape }];
  },
  check({ attrs, inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) return 'needs an operand and a result';
    if (x.dtype !== 'float32' || y.dtype !== 'float32') return `${x.dtype} to ${y.dtype} is not supported; float32 is`;
    return fakeQuantProblem(attrs.min, attrs.max, attrs.numBits);
  },
  run({ attrs, inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    const { low, high, step } = fakeQuantGrid(attrs.min, attrs.max, attrs.numBits, attrs.narrowRange);
    const inverse = Math.fround(1 / step);
    return [
      Float32Array.from(x.data as Float32Array, (value) => {
        const above = Math.fround((value > low ? Math.min(high, value) : low) - low);
        return Math.fround(Math.round(Math.fround(above * inverse)) * step) + low;
      }),
    ];
  },
  macs: () => 0,
});
