import {
  allocate,
  defineOperator,
  type DType,
  elementQuant,
  elementQuantProblem,
  type IntegerDType,
  integerRange,
  isPresent,
  noAttributes,
  type NoAttributes,
  none,
  OperatorError,
  quantizeValue,
  requantizationProblem,
  requantizer,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x; float32 → integer, or integer → integer (rescale) */
    readonly quantize: NoAttributes;
  }
}

const fromFloat: readonly DType[] = ['int8', 'uint8', 'int16'];

/** Not-a-number becomes the least value, as in the kernels. */
const quantizeFloats = (x: Float32Array, output: TensorType): TensorData => {
  const result = allocate(output.dtype, x.length) as Int8Array;
  const dtype = output.dtype as IntegerDType;
  const { group, scale, zeroPoint } = elementQuant(output);
  for (const [i, value] of x.entries()) {
    const g = group(i);
    result[i] = Number.isNaN(value)
      ? integerRange(dtype)[0]
      : quantizeValue(value, scale[g] as number, zeroPoint[g] as number, dtype);
  }
  return result;
};

/** float32 to stored integers, round(x / scale) + zero point clamped; or stored integers from one scale to another. */
export const quantize = defineOperator({
  name: 'quantize',
  version: 1,
  summary: 'real numbers to stored integers, or stored integers to another scale',
  traits: { converts: 'to-stored', elementwise: true, keepsChannels: true, monotone: true },
  slots: {
    micro: 'AddQuantize',
    kernels,
    gradient: none('its result is integers, which training cannot move by small steps'),
    keras: none('a Keras model computes in float32'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    return [{ dtype: 'int8', shape: x.type.shape }];
  },
  check({ inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) return 'needs an operand and a result';
    if (x.dtype !== 'float32') return requantizationProblem(x, y);
    return fromFloat.includes(y.dtype)
      ? elementQuantProblem('the result', y)
      : `float32 to ${y.dtype} is not supported; int8, uint8 and int16 are`;
  },
  run({ inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) throw new OperatorError('needs an operand and a result');
    if (x.type.dtype === 'float32') return [quantizeFloats(x.data as Float32Array, y)];
    const result = allocate(y.dtype, x.data.length) as Int8Array;
    const rescale = requantizer(x.type, y);
    for (const [i, stored] of (x.data as Int8Array).entries()) result[i] = rescale(stored);
    return [result];
  },
  macs: () => 0,
});
