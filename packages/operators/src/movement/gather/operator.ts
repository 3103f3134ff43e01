import { axisOrder } from './axis-order.ts';
import {
  allocate,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  operandNumbers,
  OperatorError,
  type Ops,
  type OptionsOf,
  required,
  resolveAxis,
  type Shape,
} from '@tinyml/core';
import { channels } from './channels.ts';
import { simplify } from './simplify.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['axis', 'batchDims'],
  properties: { axis: { type: 'integer' }, batchDims: { type: 'integer' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x, indices int32 */
    readonly gather: OptionsOf<typeof attributes>;
  }
}

/** Leading dimensions that x and the indices have in common. @throws OperatorError where they differ */
const batchDims = ({ batchDims: wanted }: Ops['gather'], x: Shape, indices: Shape): number => {
  const count = wanted < 0 ? wanted + indices.length : wanted;
  if (x.slice(0, count).some((extent, axis) => extent !== indices[axis]))
    throw new OperatorError(`[${x.join(', ')}] and indices [${indices.join(', ')}] differ in their batch`);
  return count;
};

/**
 * The slices along an axis that the indices name. An index that is computed and leaves the axis names the nearest slice,
 * in C as here: LiteRT stops there, and a device must neither stop nor read other memory.
 */
export const gatherOperator = defineOperator({
  name: 'gather',
  version: 2,
  summary: 'the slices along an axis that indices name',
  traits: { movement: true },
  slots: {
    axisOrder,
    micro: 'AddGather',
    simplify,
    channels,
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ attrs, inputs: [x, indices] }) {
    const { type } = required(x);
    const at = resolveAxis(attrs.axis, type.shape.length);
    const size = type.shape[at] as number;
    const wrong = Array.from((indices?.constant ?? []) as Int32Array, Number).find((i) => i < 0 || i >= size);
    if (wrong !== undefined) throw new OperatorError(`index ${String(wrong)} is outside of ${String(size)}`);
    const batch = batchDims(attrs, type.shape, required(indices).type.shape);
    if (batch > at) throw new OperatorError(`${String(batch)} batch dimensions for axis ${String(at)}`);
    return [{ ...type, shape: type.shape.toSpliced(at, 1, ...required(indices).type.shape.slice(batch)) }];
  },
  check: ({ inputs: [x, indices], outputs }) => indexProblem('indices', indices) ?? movementProblem([x], outputs),
  run({ attrs, inputs: [x, indices], outputs }) {
    const { type, data } = required(x);
    const axis = resolveAxis(attrs.axis, type.shape.length);
    const batch = batchDims(attrs, type.shape, required(indices).type.shape);
    const size = type.shape[axis] as number;
    const inner = elementCount(type.shape.slice(axis + 1));
    const batches = elementCount(type.shape.slice(0, batch));
    const outer = elementCount(type.shape.slice(batch, axis));
    const result = allocate(type.dtype, elementCount(required(outputs[0]).shape)) as Int8Array;
    const places = operandNumbers('indices', indices);
    const each = places.length / batches;
    let at = 0;
    for (let row = 0; row < batches * outer; row++) {
      const first = Math.floor(row / outer) * each;
      for (const index of places.slice(first, first + each)) {
        const from = (row * size + Math.min(Math.max(index, 0), size - 1)) * inner;
        result.set((data as Int8Array).subarray(from, from + inner), at);
        at += inner;
      }
    }
    return [result];
  },
  macs: () => 0,
});
