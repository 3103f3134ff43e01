import { keras } from './keras.ts';
import {
  allocate,
  clamp,
  defineOperator,
  doubles,
  elementCount,
  type IntegerDType,
  integerRange,
  meanFactor,
  multiplyByQuantizedMultiplier,
  OperatorError,
  type OptionsOf,
  reducedStrides,
  resolveAxes,
  type Shape,
} from '@tinyml/core';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['keepDims'],
  properties: { keepDims: { type: 'boolean' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x, axes int32[k] */
    readonly mean: OptionsOf<typeof attributes>;
  }
}

/** Sums `values` of `shape` along `axes`. */
const sum = (values: Float64Array, shape: Shape, axes: readonly number[], outputs: number): Float64Array => {
  const strides = reducedStrides(shape, axes);
  const sums = new Float64Array(outputs);
  const last = shape.length - 1;
  const run = shape[last] ?? 1;
  const step = strides[last] ?? 0;
  const index = new Array<number>(Math.max(0, last)).fill(0);
  let target = 0;
  for (let from = 0; from < values.length; from += run) {
    for (let i = 0, to = target; i < run; i++, to += step)
      sums[to] = (sums[to] as number) + (values[from + i] as number);
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      target += strides[axis] as number;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      target -= (strides[axis] as number) * (shape[axis] as number);
      index[axis] = 0;
    }
  }
  return sums;
};

/** Mean along axes. int8: the zero points are taken out of the sum, and the division goes into the requantisation. */
export const mean = defineOperator({
  name: 'mean',
  version: 1,
  summary: 'mean along axes',
  traits: { homogeneous: true, monotone: true, reducesAxes: 1 },
  slots: { onnx, micro: 'AddMean', kernels, gradient: () => import('./gradient.ts'), keras, quantize, tflite },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const x = inputs[0]?.type;
    if (x === undefined) throw new OperatorError('the input is missing');
    const constant = inputs[1]?.constant;
    if (constant === undefined) throw new OperatorError('the axes must be a constant');
    const axes = resolveAxes(Array.from(constant as Int32Array, Number), x.shape.length);
    if (axes.some((axis) => x.shape[axis] === 0)) throw new OperatorError('the mean of nothing is not defined');
    const shape = attrs.keepDims
      ? x.shape.map((dimension, axis) => (axes.includes(axis) ? 1 : dimension))
      : x.shape.filter((_, axis) => !axes.includes(axis));
    return [{ dtype: x.dtype, shape }];
  },
  check({ inputs, outputs }) {
    const [x, axes] = inputs;
    const y = outputs[0];
    if (!x || !axes || y === undefined) return 'an operand is missing';
    if (axes.dtype !== 'int32') return `axes of type ${axes.dtype} are not supported`;
    if (x.dtype !== y.dtype) return `types ${x.dtype} → ${y.dtype} are not supported`;
    if (x.quant === undefined && ['float32', 'int32', 'int64'].includes(x.dtype)) return undefined;
    if (!['int8', 'uint8', 'int16'].includes(x.dtype)) return `${x.dtype} is not supported`;
    return x.quant?.scale.length === 1 && y.quant?.scale.length === 1
      ? undefined
      : `${x.dtype} activations need one scale each`;
  },
  run({ inputs, outputs }) {
    const [x, axesTensor] = inputs;
    const y = outputs[0];
    if (!x || !axesTensor || y === undefined) throw new Error('mean needs an input and axes');
    const axes = resolveAxes(axesTensor.data as Int32Array, x.type.shape.length);
    const outputs0 = elementCount(y.shape);
    const count = elementCount(x.type.shape) / outputs0;
    const { dtype, quant } = x.type;
    const sums = sum(doubles(x, quant?.zeroPoint[0] ?? 0), x.type.shape, axes, outputs0);
    const result = allocate(dtype, outputs0);
    if (result instanceof BigInt64Array)
      return [BigInt64Array.from(sums, (value) => BigInt(Math.trunc(value / count)))];
    if (quant === undefined) {
      const whole = dtype === 'int32';
      sums.forEach((value, i) => (result[i] = whole ? Math.trunc(value / count) : value / count));
      return [result];
    }
    const { multiplier, shift } = meanFactor(quant.scale[0] ?? 1, y.quant?.scale[0] ?? 1, count);
    const outputZeroPoint = y.quant?.zeroPoint[0] ?? 0;
    const [low, high] = integerRange(dtype as IntegerDType);
    sums.forEach(
      (value, i) =>
        (result[i] = clamp(multiplyByQuantizedMultiplier(value, multiplier, shift) + outputZeroPoint, low, high)),
    );
    return [result];
  },
  macs: () => 0,
});
