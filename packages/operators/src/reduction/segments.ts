import {
  constantNumbers,
  OperatorError,
  required,
  typesProblem,
  type InferRequest,
  type OpName,
  type RunRequest,
  type TensorType,
  type TypedRequest,
} from '@tinyml/core';

/** What is made of the elements of a segment. */
export interface SegmentFold {
  /** For a segment without elements, by the type of the elements. */
  readonly initial: Readonly<Record<'float32' | 'int32', number>>;
  /** The result may be beyond the type: it is rounded, or wraps. */
  combine(a: number, b: number): number;
}

/** A product of 32 bits, which wraps; of real numbers in double precision. */
const product = (a: number, b: number): number =>
  Number.isInteger(a) && Number.isInteger(b) && !Number.isSafeInteger(a * b) ? Math.imul(a, b) : a * b;

export const sums: SegmentFold = { initial: { float32: 0, int32: 0 }, combine: (a, b) => a + b };

export const products: SegmentFold = { initial: { float32: 1, int32: 1 }, combine: product };

type Plain<Request> = Omit<Request, 'attrs'>;

/** @throws OperatorError where the numbers of segments are not the first dimensions of the data */
const rest = (data: TensorType, ids: TensorType): readonly number[] => {
  if (ids.shape.length === 0 || ids.shape.some((size, axis) => size !== data.shape[axis]))
    throw new OperatorError(`segments of shape [${ids.shape.join(', ')}] for data of shape [${data.shape.join(', ')}]`);
  return data.shape.slice(ids.shape.length);
};

/** Combines rows of data that have the same number: data [...ids, ...row], ids → [count, ...row]. */
export const foldSegments = (
  { initial, combine }: SegmentFold,
  data: Float32Array | Int32Array,
  ids: Int32Array,
  count: number,
): Float32Array | Int32Array => {
  const size = ids.length === 0 ? 0 : data.length / ids.length;
  const floats = data instanceof Float32Array;
  const result = floats ? new Float32Array(count * size) : new Int32Array(count * size);
  result.fill(floats ? initial.float32 : initial.int32);
  ids.forEach((id, row) => {
    if (id < 0 || id >= count) return;
    for (let i = 0; i < size; i++)
      result[id * size + i] = combine(result[id * size + i] as number, data[row * size + i] as number);
  });
  return result;
};

export const segmentTypesProblem = (
  data: TensorType | null | undefined,
  ids: TensorType | null | undefined,
  outputs: readonly TensorType[],
): string | undefined =>
  ids?.dtype !== 'int32'
    ? 'the numbers of segments must be int32'
    : data?.dtype !== outputs[0]?.dtype
      ? 'operand and result must have one type'
      : typesProblem(data?.dtype ?? 'bool', ['float32', 'int32']);

export const segmentShape = rest;

/** Operands: data [...ids, ...row], the number of each row's segment int32, how many segments there are int32 (a constant). */
export const unsortedSegments = (fold: SegmentFold) =>
  ({
    version: 1,
    arity: { inputs: [3, 3], outputs: [1, 1] },
    infer({ inputs: [data, ids, segments] }: Plain<InferRequest<OpName>>) {
      const { type } = required(data);
      const [count = 0] = constantNumbers('the number of segments', segments);
      if (count < 0) throw new OperatorError(`${String(count)} segments`);
      return [{ ...type, shape: [count, ...rest(type, required(ids).type)] }];
    },
    check: ({ inputs: [data, ids, count], outputs }: Plain<TypedRequest<OpName>>) =>
      count?.dtype === 'int32' ? segmentTypesProblem(data, ids, outputs) : 'the number of segments must be int32',
    run: ({ inputs: [data, ids], outputs }: Plain<RunRequest<OpName>>) => [
      foldSegments(
        fold,
        required(data).data as Float32Array,
        required(ids).data as Int32Array,
        required(outputs[0]).shape[0] ?? 0,
      ),
    ],
    macs: () => 0,
  }) as const;
