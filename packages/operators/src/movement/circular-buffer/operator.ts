import { allocate, defineOperator, elementCount, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['slots'],
  properties: { slots: { type: 'integer', minimum: 1, description: 'frames that are kept, the new one among them' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly circular_buffer: OptionsOf<typeof attributes>;
  }
}

/**
 * The last frames of a stream, the oldest first. State: those of the inference before, which this one's result replaces.
 * Operands: x [1, 1, w, c], frames [1, slots, w, c]. Result: [1, slots, w, c], the next state too. TensorFlow Lite Micro's
 * CIRCULAR_BUFFER.
 */
export const circularBuffer = defineOperator({
  name: 'circular_buffer',
  version: 1,
  summary: 'the last frames of a stream',
  traits: { stateful: true },
  slots: {
    gradient: none('its result depends on earlier inferences'),
    keras: none('a Keras model has no state between its frames that a file describes'),
    kernels,
    quantize: none('files that have it are quantised'),
    tflite,
    micro: 'AddCircularBuffer',
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ attrs: { slots }, inputs: [x, frames] }) {
    const { type } = required(x);
    const [batch, rows, ...frame] = type.shape;
    if (batch !== 1 || rows !== 1 || frame.length !== 2) throw new OperatorError('needs one frame [1, 1, w, c]');
    if (elementCount(required(frames).type.shape) !== slots * elementCount(frame))
      throw new OperatorError(`needs ${String(slots)} frames`);
    return [{ ...type, shape: [1, slots, ...frame] }];
  },
  check({ inputs: [x, frames], outputs: [y] }) {
    const dtypes = [x, frames, y].map((type) => type?.dtype ?? 'nothing');
    return dtypes.every((dtype) => dtype === 'int8') ? undefined : `takes int8, not ${dtypes.join(', ')}`;
  },
  run({ inputs: [x, frames] }) {
    const [frame, before] = [required(x), required(frames).data];
    const result = allocate(frame.type.dtype, before.length) as Float32Array;
    result.set(before.subarray(frame.data.length) as Float32Array);
    result.set(frame.data as Float32Array, before.length - frame.data.length);
    return [result];
  },
  macs: () => 0,
});
