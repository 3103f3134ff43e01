import { axisOrder } from '../padded-axes.ts';
import {
  none,
  allocate,
  constantNumbers,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  type OptionsOf,
  operandNumbers,
  OperatorError,
  required,
  rowMajorStrides,
} from '@tinyml/core';
import { paddingPairs } from '@tinyml/core/internal';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['mode'],
  properties: { mode: { type: 'string', enum: ['reflect', 'symmetric'] } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly mirror_pad: OptionsOf<typeof attributes>;
  }
}

/** The element of a dimension that stands `at` elements from its first; outside, its mirror image. */
const mirrored = (at: number, size: number, offset: number): number =>
  at < 0 ? offset - 1 - at : at >= size ? 2 * size - 1 - offset - at : at;

/** Pads x with its own mirror image: `reflect` leaves the border out, `symmetric` repeats it. */
export const mirrorPad = defineOperator({
  name: 'mirror_pad',
  version: 1,
  summary: 'a tensor padded with its own mirror image',
  traits: { movement: true },
  slots: {
    axisOrder,
    keras: none('the importer reads mirrored padding as a selection of elements, which passes train through'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddMirrorPad',
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ attrs, inputs: [x, paddings] }) {
    const { type } = required(x);
    const pairs = paddingPairs(type.shape, constantNumbers('the paddings', paddings));
    const most = attrs.mode === 'reflect' ? 1 : 0;
    pairs.forEach(([before, after], axis) => {
      if (Math.max(before, after) > (type.shape[axis] as number) - most)
        throw new OperatorError(`[${String(before)}, ${String(after)}] is more than dimension ${String(axis)} mirrors`);
    });
    const shape = type.shape.map((size, axis) => size + (pairs[axis]?.[0] ?? 0) + (pairs[axis]?.[1] ?? 0));
    return [{ ...type, shape }];
  },
  check: ({ inputs: [x, paddings], outputs }) => indexProblem('paddings', paddings) ?? movementProblem([x], outputs),
  run({ attrs, inputs: [x, paddings], outputs }) {
    const { type, data } = required(x);
    const { shape } = required(outputs[0]);
    const pairs = paddingPairs(type.shape, operandNumbers('paddings', paddings));
    const offset = attrs.mode === 'reflect' ? 1 : 0;
    const strides = rowMajorStrides(type.shape);
    // For each dimension, how far from the operand's first element each index of the result reads.
    const places = shape.map((size, axis) =>
      Array.from({ length: size }, (_, i) => {
        const at = i - (pairs[axis]?.[0] ?? 0);
        const mirror = at < 0 ? -at - 1 + offset : mirrored(at, type.shape[axis] as number, offset);
        return mirror * (strides[axis] as number);
      }),
    );
    const result = allocate(type.dtype, elementCount(shape)) as Int8Array;
    let to = 0;
    const copy = (axis: number, from: number): void => {
      if (axis === shape.length) result[to++] = (data as Int8Array)[from] as number;
      else for (const place of places[axis] as readonly number[]) copy(axis + 1, from + place);
    };
    copy(0, 0);
    return [result];
  },
  macs: () => 0,
});
