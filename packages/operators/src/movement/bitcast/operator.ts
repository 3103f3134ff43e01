import {
  byteWidth,
  defineOperator,
  fromBytes,
  none,
  OperatorError,
  required,
  toBytes,
  typesProblem,
  type OptionsOf,
} from '@tinyml/core';
import { bitcastTypes } from './bitcast-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['outType'],
  properties: { outType: { type: 'string', enum: bitcastTypes } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly bitcast: OptionsOf<typeof attributes>;
  }
}

/**
 * The same bytes as elements of another type. Narrower elements get a dimension of their own, the last; wider ones take the last dimension,
 * which must be as long as they are wide. Bytes are in the order of the core, little-endian.
 */
export const bitcast = defineOperator({
  name: 'bitcast',
  version: 1,
  summary: 'the same bytes as elements of another type',
  slots: {
    keras: none('Keras has no such layer'),
    gradient: none('it goes by bits, which training cannot move by small steps'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ attrs: { outType }, inputs: [x] }) {
    const { dtype, shape } = required(x).type;
    const [from, to] = [byteWidth(dtype), byteWidth(outType)];
    if (from >= to) return [{ dtype: outType, shape: from === to ? shape : [...shape, from / to] }];
    if (shape.at(-1) !== to / from)
      throw new OperatorError(`${outType} of ${dtype} needs a last dimension of ${String(to / from)}`);
    return [{ dtype: outType, shape: shape.slice(0, -1) }];
  },
  check: ({ attrs, inputs: [x], outputs: [y] }) =>
    y?.dtype === attrs.outType ? typesProblem(x?.dtype ?? 'bool', bitcastTypes) : `the result must be ${attrs.outType}`,
  run: ({ attrs, inputs: [x] }) => [fromBytes(attrs.outType, toBytes(required(x).data))],
  macs: () => 0,
});
