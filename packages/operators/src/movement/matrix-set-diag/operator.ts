import {
  none,
  allocate,
  defineOperator,
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
    readonly matrix_set_diag: NoAttributes;
  }
}

/** Matrices [..., r, c] with their diagonals replaced by [..., min(r, c)]. */
export const matrixSetDiag = defineOperator({
  name: 'matrix_set_diag',
  version: 1,
  summary: 'matrices with other diagonals',
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, diagonal] }) {
    const { type } = required(x);
    const [rows, columns] = type.shape.slice(-2);
    if (rows === undefined || columns === undefined) throw new OperatorError('needs a matrix');
    if (required(diagonal).type.shape.at(-1) !== Math.min(rows, columns))
      throw new OperatorError(`the diagonal must have ${String(Math.min(rows, columns))} elements`);
    return [type];
  },
  check: ({ inputs, outputs }) => movementProblem(inputs, outputs),
  run({ inputs: [x, diagonal] }) {
    const { type, data } = required(x);
    const [rows = 1, columns = 1] = type.shape.slice(-2);
    const size = Math.min(rows, columns);
    const result = allocate(type.dtype, data.length) as Int8Array;
    result.set(data as Int8Array);
    const values = required(diagonal).data as Int8Array;
    for (let i = 0; i < values.length; i++)
      result[Math.floor(i / size) * rows * columns + (i % size) * (columns + 1)] = values[i] as number;
    return [result];
  },
  macs: () => 0,
});
