import {
  none,
  allocate,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  type OptionsOf,
  operandNumbers,
  OperatorError,
  required,
  resolveAxis,
  rowMajorStrides,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

import { keras } from './keras.ts';
import { onnx } from './onnx.ts';
const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['seqDim', 'batchDim'],
  properties: { seqDim: { type: 'integer' }, batchDim: { type: 'integer' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly reverse_sequence: OptionsOf<typeof attributes>;
  }
}

/** For each index b along batchDim, the first lengths[b] slices along seqDim in reverse order; a length that is too great means all of them. */
export const reverseSequence = defineOperator({
  name: 'reverse_sequence',
  version: 1,
  summary: 'the first slices of each sequence in reverse order',
  traits: { movement: true },
  slots: { onnx, keras, gradient: none('nothing is trained through it yet'), kernels, tflite },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ attrs, inputs: [x, lengths] }) {
    const { type } = required(x);
    const batch = resolveAxis(attrs.batchDim, type.shape.length);
    if (resolveAxis(attrs.seqDim, type.shape.length) === batch) throw new OperatorError('seqDim and batchDim are one');
    const { shape } = required(lengths).type;
    if (shape.length !== 1 || shape[0] !== type.shape[batch])
      throw new OperatorError(`needs one length for each of ${String(type.shape[batch])} sequences`);
    return [type];
  },
  check: ({ inputs: [x, lengths], outputs }) => indexProblem('lengths', lengths) ?? movementProblem([x], outputs),
  run({ attrs, inputs: [x, lengths] }) {
    const { type, data } = required(x);
    const strides = rowMajorStrides(type.shape);
    const along = resolveAxis(attrs.seqDim, type.shape.length);
    const batch = resolveAxis(attrs.batchDim, type.shape.length);
    const counts = operandNumbers('lengths', lengths);
    const result = allocate(type.dtype, elementCount(type.shape)) as Int8Array;
    for (let i = 0; i < result.length; i++) {
      const index = (axis: number): number => Math.floor(i / (strides[axis] as number)) % (type.shape[axis] as number);
      const step = index(along);
      const count = Math.min(counts[index(batch)] as number, type.shape[along] as number);
      const from = step < count ? i + (count - 1 - 2 * step) * (strides[along] as number) : i;
      result[i] = (data as Int8Array)[from] as number;
    }
    return [result];
  },
  macs: () => 0,
});
