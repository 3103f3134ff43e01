import {
  defineOperator,
  type DType,
  elementQuant,
  elementQuantProblem,
  float16ArrayToFloat32,
  isPresent,
  noAttributes,
  type NoAttributes,
  none,
  OperatorError,
} from '@tinyml/core';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x; integer or float16 → float32 */
    readonly dequantize: NoAttributes;
  }
}

const integers: readonly DType[] = ['int8', 'uint8', 'int16', 'int32'];

/** Stored integers, scale · (q − zero point), or half precision to float32. */
export const dequantize = defineOperator({
  name: 'dequantize',
  version: 1,
  summary: 'stored integers or half precision to real numbers',
  traits: { converts: 'to-real', elementwise: true, keepsChannels: true, keepsValues: true, monotone: true },
  slots: {
    micro: 'AddDequantize',
    kernels,
    gradient: none('its operand is stored numbers, which training cannot move by small steps'),
    keras: none('a Keras model computes in float32'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    return [{ dtype: 'float32', shape: x.type.shape }];
  },
  check({ inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) return 'needs an operand and a result';
    if (y.dtype !== 'float32') return `the result must be float32, not ${y.dtype}`;
    if (x.dtype === 'float16') return undefined;
    if (!integers.includes(x.dtype)) return `${x.dtype} is not supported; float16, int8, uint8, int16 and int32 are`;
    return elementQuantProblem('the operand', x);
  },
  run({ inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    if (x.type.dtype === 'float16') return [float16ArrayToFloat32(x.data as Uint16Array)];
    const { group, scale, zeroPoint } = elementQuant(x.type);
    return [
      Float32Array.from(x.data as Int8Array, (stored, i) => {
        const g = group(i);
        return (scale[g] as number) * (stored - (zeroPoint[g] as number));
      }),
    ];
  },
  macs: () => 0,
});
