import { allocate, defineOperator, none, OperatorError, required, sameQuant, type OptionsOf } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['idxOutType'],
  properties: { idxOutType: { type: 'string', enum: ['int32', 'int64'] } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly unique: OptionsOf<typeof attributes>;
  }
}

const supported: readonly string[] = ['float32', 'int8', 'uint8', 'int16', 'int32', 'int64'];

/**
 * The elements of a row, each once. Operand: x [n]. Results: the elements in the order in which they come first, [n], then zeros;
 * for each element of x its place among them, [n]; how many they are int32 [].
 */
export const unique = defineOperator({
  name: 'unique',
  version: 1,
  summary: 'the elements of a row, each once, where each is among them, and how many they are',
  traits: { counted: 0 },
  slots: {
    keras: none('Keras has no such layer'),
    gradient: none('it chooses, which training cannot move by small steps'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [3, 3] },
  infer({ attrs, inputs: [x] }) {
    const { type } = required(x);
    if (type.shape.length !== 1) throw new OperatorError('the operand must be a row');
    return [type, { dtype: attrs.idxOutType, shape: type.shape }, { dtype: 'int32', shape: [] }];
  },
  check({ attrs, inputs: [x], outputs: [elements, places, count] }) {
    if (x == null || !supported.includes(x.dtype)) return `${x?.dtype ?? 'nothing'} is not supported`;
    if (elements?.dtype !== x.dtype || !sameQuant(elements.quant, x.quant))
      return 'operand and elements must have one type, scale and zero point';
    return places?.dtype === attrs.idxOutType && count?.dtype === 'int32'
      ? undefined
      : `the places must be ${attrs.idxOutType} and the number of elements int32`;
  },
  run({ attrs, inputs: [x] }) {
    const { type, data } = required(x);
    const elements = allocate(type.dtype, data.length) as Int32Array;
    const known = new Map<number, number>();
    const places = Array.from(data as Int32Array, (value) => {
      const place = known.get(value) ?? known.size;
      known.set(value, place);
      elements[place] = value;
      return place;
    });
    return [
      elements,
      attrs.idxOutType === 'int64' ? BigInt64Array.from(places, BigInt) : Int32Array.from(places),
      Int32Array.of(known.size),
    ];
  },
  macs: () => 0,
});
