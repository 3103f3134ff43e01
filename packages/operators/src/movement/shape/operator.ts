import { allocate, defineOperator, none, type OptionsOf, required } from '@tinyml/core';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['outType'],
  properties: { outType: { type: 'string', enum: ['int32', 'int64'] } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x; the result lists its dimensions */
    readonly shape: OptionsOf<typeof attributes>;
  }
}

/** The dimensions of a tensor, known before anything runs: exporters compute the shapes of reshapes from them. */
export const shape = defineOperator({
  name: 'shape',
  version: 1,
  summary: 'the dimensions of a tensor',
  slots: {
    micro: 'AddShape',
    kernels: none('its result is known before anything runs'),
    gradient: none('its result is integers, known before training begins'),
    keras: none('dimensions are known when a Keras model is read'),
    tflite,
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  fromTypes: true,
  infer: ({ attrs, inputs }) => [{ dtype: attrs.outType, shape: [required(inputs[0]).type.shape.length] }],
  check: ({ attrs, outputs: [y] }) =>
    y?.dtype === attrs.outType ? undefined : `a result of type ${String(y?.dtype)} instead of ${attrs.outType}`,
  run({ attrs, inputs }) {
    const { type } = required(inputs[0]);
    const result = allocate(attrs.outType, type.shape.length);
    type.shape.forEach((size, axis) => {
      if (result instanceof BigInt64Array) result[axis] = BigInt(size);
      else result[axis] = size;
    });
    return [result];
  },
  macs: () => 0,
});
