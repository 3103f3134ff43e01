import {
  constantNumbers,
  defineOperator,
  noAttributes,
  none,
  OperatorError,
  required,
  type NoAttributes,
} from '@tinyml/core';
import { foldSegments, segmentShape, segmentTypesProblem, sums } from '../segments.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly segment_sum: NoAttributes;
  }
}

/**
 * Sums of rows that have one number. Operands: data [rows, ...row], the number of each row's segment int32 [rows], which begin with 0
 * and rise by at most 1: a constant, since the last one says how large the result is. Result: [segments, ...row].
 */
export const segmentSum = defineOperator({
  name: 'segment_sum',
  version: 1,
  summary: 'the sums of rows that have one number, in rising order',
  slots: {
    keras: none('Keras has no such layer: its importer refuses segments'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [data, ids] }) {
    const { type } = required(data);
    if (ids?.constant === undefined)
      throw new OperatorError(
        'how large its result is depends on the data: the numbers of segments must be a constant',
      );
    const numbers = constantNumbers('the numbers of segments', ids);
    if (ids.type.shape.length !== 1) throw new OperatorError('the numbers of segments must be a row');
    if (
      numbers.some(
        (id, i) =>
          id < 0 ||
          (i === 0 ? id !== 0 : id - (numbers[i - 1] as number) !== 0 && id - (numbers[i - 1] as number) !== 1),
      )
    )
      throw new OperatorError('the numbers of segments must begin with 0 and rise by at most 1');
    return [{ ...type, shape: [(numbers.at(-1) ?? -1) + 1, ...segmentShape(type, ids.type)] }];
  },
  check: ({ inputs: [data, ids], outputs }) => segmentTypesProblem(data, ids, outputs),
  run: ({ inputs: [data, ids], outputs }) => [
    foldSegments(
      sums,
      required(data).data as Float32Array,
      required(ids).data as Int32Array,
      required(outputs[0]).shape[0] ?? 0,
    ),
  ],
  macs: () => 0,
});
