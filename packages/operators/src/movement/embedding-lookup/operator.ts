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
  type TensorType,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly embedding_lookup: NoAttributes;
  }
}

/** A table of small integers whose rows are read as real numbers: one scale, or one for each row. */
const isHybrid = (table: TensorType, result: TensorType): boolean =>
  (table.dtype === 'int8' || table.dtype === 'int4') && result.dtype === 'float32';

const hybridProblem = ({ dtype, quant, shape }: TensorType): string | undefined => {
  if (quant === undefined) return 'the table carries no scale';
  if (quant.zeroPoint.some((zeroPoint) => zeroPoint !== 0)) return 'a table with a zero point is not supported';
  // Where rows of four bits begin within a byte LiteRT reads others than are meant.
  if (dtype === 'int4' && elementCount(shape.slice(1)) % 2 !== 0)
    return 'rows of an odd number of int4 are not supported';
  return quant.scale.length === 1 || (quant.axis === 0 && quant.scale.length === shape[0])
    ? undefined
    : 'the table needs one scale, or one for each row';
};

/**
 * Rows of a table [rows, …] by ids [n]: [n, …]. An id outside names the nearest row; LiteRT stops there. Of a table of
 * int8 or int4 the result may be real numbers: scale · q in single precision, as LiteRT's hybrid form.
 */
export const embeddingLookup = defineOperator({
  name: 'embedding_lookup',
  version: 1,
  summary: 'rows of a table, by their numbers',
  slots: {
    keras: none("Keras's Embedding is read as gather"),
    gradient: none('nothing is trained through it yet'),
    kernels,
    quantize,
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
  check({ inputs: [ids, table], outputs }) {
    const [result] = outputs;
    const hybrid = table != null && result !== undefined && isHybrid(table, result);
    return indexProblem('ids', ids) ?? (hybrid ? hybridProblem(table) : movementProblem([table], outputs));
  },
  run({ inputs: [ids, table], outputs: [output] }) {
    const { type, data } = required(table);
    const rows = type.shape[0] as number;
    const width = elementCount(type.shape.slice(1));
    const numbers = operandNumbers('ids', ids);
    const hybrid = output !== undefined && isHybrid(type, output);
    const result = allocate(hybrid ? 'float32' : type.dtype, numbers.length * width) as Int8Array;
    const scales = type.quant?.scale ?? [1];
    numbers.forEach((id, i) => {
      const row = Math.min(Math.max(id, 0), rows - 1);
      const from = row * width;
      if (hybrid) {
        const scale = Math.fround(scales[scales.length === 1 ? 0 : row] as number);
        for (let k = 0; k < width; k++) result[i * width + k] = scale * ((data as Int8Array)[from + k] as number);
        return;
      }
      result.set((data as Int8Array).subarray(from, from + width), i * width);
    });
    return [result];
  },
  macs: () => 0,
});
