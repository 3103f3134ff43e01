import {
  none,
  constantNumbers,
  defineOperator,
  elementCount,
  indexProblem,
  type OptionsOf,
  operandNumbers,
  reducedShape,
  reducedStrides,
  required,
  resolveAxes,
  visitReduced,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['keepDims'],
  properties: { keepDims: { type: 'boolean' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly reduce_all: OptionsOf<typeof attributes>;
  }
}

/** Whether all of the elements along the axes are true. Operands: x bool, axes int32[k]. */
export const reduceAll = defineOperator({
  name: 'reduce_all',
  version: 1,
  summary: 'whether all of the elements along axes are true',
  slots: {
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddReduceAll',
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ attrs, inputs: [x, axes] }) {
    const { type } = required(x);
    const along = resolveAxes(constantNumbers('the axes', axes), type.shape.length);
    return [{ dtype: 'bool', shape: reducedShape(type.shape, along, attrs.keepDims) }];
  },
  check: ({ inputs: [x, axes], outputs: [y] }) =>
    x?.dtype === 'bool' && y?.dtype === 'bool' ? indexProblem('axes', axes) : 'operand and result must be bool',
  run({ inputs: [x, axes], outputs: [y] }) {
    const { type, data } = required(x);
    const along = resolveAxes(operandNumbers('axes', axes), type.shape.length);
    const result = new Uint8Array(elementCount(required(y).shape)).fill(1);
    visitReduced(type.shape, reducedStrides(type.shape, along), (from, to) => {
      result[to] = (result[to] as number) & (data[from] as number);
    });
    return [result];
  },
  macs: () => 0,
});
