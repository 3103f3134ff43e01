import {
  none,
  allocate,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  operandNumbers,
  OperatorError,
  required,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly embedding_lookup: NoAttributes;
  }
}

/** Rows of a table [rows, …] by ids [n]: [n, …]. An id outside names the nearest row; LiteRT stops there. */
export const embeddingLookup = defineOperator({
  name: 'embedding_lookup',
  version: 1,
  summary: 'rows of a table, by their numbers',
  slots: {
    keras: none("Keras's Embedding is read as gather"),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddEmbeddingLookup',
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [ids, table] }) {
    const { type } = required(table);
    const { shape } = required(ids).type;
    if (shape.length !== 1 || type.shape.length < 2) throw new OperatorError('needs ids [n] and a table [rows, …]');
    return [{ ...type, shape: [shape[0] as number, ...type.shape.slice(1)] }];
  },
  check: ({ inputs: [ids, table], outputs }) => indexProblem('ids', ids) ?? movementProblem([table], outputs),
  run({ inputs: [ids, table] }) {
    const { type, data } = required(table);
    const rows = type.shape[0] as number;
    const width = elementCount(type.shape.slice(1));
    const numbers = operandNumbers('ids', ids);
    const result = allocate(type.dtype, numbers.length * width) as Int8Array;
    numbers.forEach((id, i) => {
      const from = Math.min(Math.max(id, 0), rows - 1) * width;
      result.set((data as Int8Array).subarray(from, from + width), i * width);
    });
    return [result];
  },
  macs: () => 0,
});
