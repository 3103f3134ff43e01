import { axisOrder } from '../padded-axes.ts';
import { keras } from './keras.ts';
import {
  allocate,
  constantNumbers,
  defineOperator,
  elementCount,
  indexProblem,
  isWide,
  movementProblem,
  noAttributes,
  type NoAttributes,
  operandNumbers,
  required,
  rowMajorStrides,
  scatter,
} from '@tinyml/core';
import { paddingPairs, padZero } from '@tinyml/core/internal';
import { channels } from './channels.ts';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x, paddings int32[rank,2], value? scalar (default: real 0) */
    readonly pad: NoAttributes;
  }
}

/** Elements of one value around a tensor: real 0 (the zero point of a quantised one), or the third operand. */
export const pad = defineOperator({
  name: 'pad',
  version: 1,
  summary: 'elements of one value around a tensor',
  traits: { fills: true, movement: true, pads: { amounts: 1, value: 2 } },
  slots: {
    axisOrder,
    micro: 'AddPad',
    channels,
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    quantize,
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [2, 3], outputs: [1, 1] },
  infer({ inputs: [x, paddings] }) {
    const { type } = required(x);
    const pairs = paddingPairs(type.shape, constantNumbers('the paddings', paddings));
    return [
      { ...type, shape: type.shape.map((size, axis) => size + (pairs[axis]?.[0] ?? 0) + (pairs[axis]?.[1] ?? 0)) },
    ];
  },
  check({ inputs: [x, paddings, value], outputs }) {
    if (value != null && elementCount(value.shape) !== 1) return 'the value to pad with must be one element';
    if (x?.quant?.axis !== undefined) return 'a scale per channel is not supported';
    return indexProblem('paddings', paddings) ?? movementProblem([x, value], outputs);
  },
  run({ inputs: [x, paddings, value], outputs }) {
    const { type, data } = required(x);
    const output = required(outputs[0]);
    const strides = rowMajorStrides(output.shape);
    const result = allocate(output.dtype, elementCount(output.shape));
    const filler = value == null ? padZero(output) : (value.data[0] as number);
    (result as Int8Array).fill((isWide(result) ? BigInt(filler) : filler) as number);
    const pairs = paddingPairs(type.shape, operandNumbers('paddings', paddings));
    const start = pairs.reduce((sum, [before], axis) => sum + before * (strides[axis] as number), 0);
    scatter(result, { shape: type.shape, strides, start }, data);
    return [result];
  },
  macs: () => 0,
});
