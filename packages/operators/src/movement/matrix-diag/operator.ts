import {
  none,
  allocate,
  defineOperator,
  elementCount,
  movementProblem,
  noAttributes,
  type NoAttributes,
  OperatorError,
  required,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

import { keras } from './keras.ts';
declare module '@tinyml/core' {
  interface Ops {
    readonly matrix_diag: NoAttributes;
  }
}

/** x [..., n] on the diagonals of matrices [..., n, n] of zeros. */
export const matrixDiag = defineOperator({
  name: 'matrix_diag',
  version: 1,
  summary: 'vectors as the diagonals of matrices',
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    const { type } = required(x);
    const size = type.shape.at(-1);
    if (size === undefined) throw new OperatorError('needs a vector');
    return [{ ...type, shape: [...type.shape, size] }];
  },
  check: ({ inputs, outputs }) => movementProblem(inputs, outputs),
  run({ inputs: [x], outputs }) {
    const { type, data } = required(x);
    const size = type.shape.at(-1) ?? 1;
    const result = allocate(type.dtype, elementCount(required(outputs[0]).shape)) as Int8Array;
    for (let i = 0; i < data.length; i++) result[i * size + (i % size)] = (data as Int8Array)[i] as number;
    return [result];
  },
  macs: () => 0,
});
