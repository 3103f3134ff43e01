import { defineOperator, isPresent, none, OperatorError, type OptionsOf, typesProblem } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { castTypes } from './cast-types.ts';
import { tflite } from './tflite.ts';
import { convert } from './convert.ts';
import { keras } from './keras.ts';

const attributes = {
  type: 'object',
  properties: { outType: { type: 'string', enum: castTypes } },
  required: ['outType'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    cast: OptionsOf<typeof attributes>;
  }
}

/** Elements as another type. Stored integers are converted as they are, whatever their scale, as in TensorFlow Lite. */
export const cast = defineOperator({
  name: 'cast',
  version: 1,
  summary: 'the operand as another type',
  traits: { elementwise: true, keepsChannels: true },
  slots: {
    keras,
    kernels,
    quantize: none('it converts elements itself'),
    micro: 'AddCast',
    gradient: none('passes that train compute in float32 throughout'),
    tflite,
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ attrs, inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    return [{ dtype: attrs.outType, shape: x.type.shape }];
  },
  check({ attrs, inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) return 'needs an operand and a result';
    if (y.dtype !== attrs.outType) return `the result must be ${attrs.outType}, not ${y.dtype}`;
    return typesProblem(x.dtype, castTypes);
  },
  run({ inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) throw new OperatorError('needs an operand and a result');
    return [convert(x.data, x.type.dtype, y.dtype)];
  },
  macs: () => 0,
});
