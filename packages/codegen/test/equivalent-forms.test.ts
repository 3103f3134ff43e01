import { describe, expect, test } from '@jest/globals';
import {
  elementCount,
  seededRandom,
  type KernelRequest,
  type Operator,
  type Tensor,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { builtinOperators, builtinOperatorTable } from '@tinyml/operators';
import { formsOf } from '../src/select/equivalent-forms.ts';

const operator = (name: string): Operator => builtinOperators.find((one) => one.name === name) as Operator;

/** What the reference execution gives for a request's operator, types and constants, on this image. */
const execute = ({ node, inputs, outputs }: KernelRequest, image: TensorData): TensorData | undefined => {
  const operands = inputs.map((operand, i): Tensor | null =>
    operand === null ? null : { type: operand.type, data: i === 0 ? image : (operand.constant as TensorData) },
  );
  return operator(node.op).run({ attrs: node.attrs, inputs: operands, outputs })[0];
};

const random = seededRandom(7);
const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

const fill = (type: TensorType): TensorData => {
  const count = elementCount(type.shape);
  if (type.dtype === 'float32') return Float32Array.from({ length: count }, () => random() * 2 - 1);
  if (type.dtype === 'int32') return Int32Array.from({ length: count }, () => whole(-2000, 2000));
  return Int8Array.from({ length: count }, () => whole(-128, 127));
};

/** A convolution of an image with `channels` channels; int8 with a scale for each filter, or float. */
const convolution = (channels: number, integers: boolean, filterInt8 = integers): KernelRequest => {
  const [outputs, rows, columns] = [whole(1, 9), whole(1, 4), whole(1, 4)];
  const [height, width] = [whole(5, 9), whole(5, 9)];
  const strides = [whole(1, 2), whole(1, 2)] as const;
  const scales = Array.from({ length: outputs }, () => 0.002 + random() / 100);
  const perFilter = { scale: scales, zeroPoint: scales.map(() => 0), axis: 0 };
  const x: TensorType = {
    dtype: integers ? 'int8' : 'float32',
    shape: [1, height, width, channels],
    ...(integers ? { quant: { scale: [0.05], zeroPoint: [whole(-128, 127)] } } : {}),
  };
  const filter: TensorType = {
    dtype: filterInt8 ? 'int8' : 'float32',
    shape: [outputs, rows, columns, channels],
    ...(filterInt8 ? { quant: perFilter } : {}),
  };
  const bias: TensorType = { dtype: integers ? 'int32' : 'float32', shape: [outputs] };
  const y: TensorType = {
    dtype: x.dtype,
    shape: [1, Math.ceil(height / strides[0]), Math.ceil(width / strides[1]), outputs],
    ...(integers ? { quant: { scale: [0.1], zeroPoint: [whole(-128, 127)] } } : {}),
  };
  return {
    node: {
      id: 'n',
      op: 'conv_2d',
      attrs: { padding: 'same', strides, dilations: [1, 1], activation: 'relu' },
      inputs: ['x', 'w', 'b'],
      outputs: ['y'],
    },
    inputs: [{ type: x }, { type: filter, constant: fill(filter) }, { type: bias, constant: fill(bias) }],
    outputs: [y],
    operators: builtinOperatorTable,
    core: 'cortex-m4f',
    priority: 'latency',
  };
};

describe('a convolution of one channel', () => {
  test.each([true, false])('is a depthwise one, bit by bit, and back (integers: %s)', (integers) => {
    for (let i = 0; i < 200; i++) {
      const request = convolution(1, integers);
      const [same, depthwise] = formsOf(request);
      expect(same).toBe(request);
      expect(depthwise?.node).toMatchObject({ op: 'depthwise_conv_2d' });
      const image = fill(request.inputs[0]?.type as TensorType);
      expect(execute(depthwise as KernelRequest, image)).toEqual(execute(request, image));
      expect(formsOf(depthwise as KernelRequest)[1]).toEqual(request);
    }
  });

  test('is itself alone with more channels, and as a hybrid, which rounds its input otherwise', () => {
    expect(formsOf(convolution(2, true))).toHaveLength(1);
    expect(formsOf(convolution(1, false, true))).toHaveLength(1);
  });
});
