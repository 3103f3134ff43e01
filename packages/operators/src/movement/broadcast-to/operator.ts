import {
  none,
  constantNumbers,
  broadcastIndex,
  broadcastShape,
  allocate,
  elementCount,
  defineOperator,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  OperatorError,
  required,
  sameShape,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly broadcast_to: NoAttributes;
  }
}

/** x repeated to a larger shape, as NumPy broadcasts. */
export const broadcastTo = defineOperator({
  name: 'broadcast_to',
  version: 1,
  summary: 'a tensor repeated along dimensions of size 1',
  traits: { movement: true },
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddBroadcastTo',
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, wanted] }) {
    const { type } = required(x);
    const shape = constantNumbers('the shape', wanted);
    if (!sameShape(broadcastShape(type.shape, shape), shape))
      throw new OperatorError(`[${type.shape.join(', ')}] does not broadcast to [${shape.join(', ')}]`);
    return [{ ...type, shape }];
  },
  check: ({ inputs: [x, wanted], outputs }) => indexProblem('a shape', wanted) ?? movementProblem([x], outputs),
  run({ inputs: [x], outputs }) {
    const { type, data } = required(x);
    const { shape } = required(outputs[0]);
    const from = broadcastIndex(type.shape, shape);
    if (from === undefined) return [data];
    const result = allocate(type.dtype, elementCount(shape)) as Int8Array;
    for (let i = 0; i < result.length; i++) result[i] = (data as Int8Array)[from[i] as number] as number;
    return [result];
  },
  macs: () => 0,
});
