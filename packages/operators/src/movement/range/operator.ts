import {
  none,
  constantNumbers,
  defineOperator,
  type InferRequest,
  noAttributes,
  type NoAttributes,
  type Operand,
  operandNumbers,
  OperatorError,
  required,
} from '@tinyml/core';
import { tflite } from './tflite.ts';

import { keras } from './keras.ts';
declare module '@tinyml/core' {
  interface Ops {
    readonly range: NoAttributes;
  }
}

const scalar = (what: string, operand: Operand | null | undefined): number => constantNumbers(what, operand)[0] ?? 0;

const count = ({ inputs: [start, limit, delta] }: InferRequest<'range'>): number => {
  const step = scalar('the step', delta);
  const length = Math.ceil((scalar('the limit', limit) - scalar('the start', start)) / step);
  if (step === 0 || !(length >= 0)) throw new OperatorError('the range never reaches its limit');
  return length;
};

/** start, start + delta, … up to before limit. Operands: scalars of one type, float32, int32 or int64. */
export const range = defineOperator({
  name: 'range',
  version: 1,
  summary: 'numbers at equal distances',
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels: none('its operands are constants, and it is folded'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer: (request) => [{ dtype: required(request.inputs[0]).type.dtype, shape: [count(request)] }],
  check: ({ inputs, outputs: [y] }) =>
    (y?.dtype === 'float32' || y?.dtype === 'int32' || y?.dtype === 'int64') &&
    inputs.every((type) => type?.dtype === y.dtype)
      ? undefined
      : 'start, limit and step must be float32, int32 or int64, all of one type',
  run({ inputs: [start, , delta], outputs }) {
    const { dtype, shape } = required(outputs[0]);
    const [first = 0] = operandNumbers('a start', start);
    const [step = 0] = operandNumbers('a step', delta);
    const length = shape[0] ?? 0;
    if (dtype === 'int64') return [BigInt64Array.from({ length }, (_, i) => BigInt(first + i * step))];
    if (dtype === 'int32') return [Int32Array.from({ length }, (_, i) => first + i * step)];
    let value = first;
    return [
      Float32Array.from({ length }, () => {
        const now = value;
        value = Math.fround(value + step);
        return now;
      }),
    ];
  },
  macs: () => 0,
});
