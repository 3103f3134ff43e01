import { allocate, type DType, type TensorData, type TensorType } from '@tinyml/core';

/** Samples of earlier inferences that an operator keeps, `length` of each signal, the oldest first. None: no state. */
export const historyTypes = (dtype: DType, signals: number, length: number): readonly TensorType[] =>
  length === 0 ? [] : [{ dtype, shape: [signals, length] }];

/** How often something has happened, counted from 0. */
export const countType: TensorType = { dtype: 'int32', shape: [] };

type Samples = Exclude<TensorData, BigInt64Array | BigUint64Array>;

/**
 * For each of `signals`, its history and then its new samples, all in one row.
 * history [signals, length] or absent, x [signals, size] → [signals, length + size]
 */
export const withHistory = (dtype: DType, signals: number, history: TensorData | undefined, x: TensorData): Samples => {
  const [length, size] = [(history?.length ?? 0) / signals, x.length / signals];
  const rows = allocate(dtype, signals * (length + size)) as Float32Array;
  for (let signal = 0; signal < signals; signal++) {
    const at = signal * (length + size);
    if (history !== undefined) rows.set(history.subarray(signal * length, (signal + 1) * length) as Float32Array, at);
    rows.set(x.subarray(signal * size, (signal + 1) * size) as Float32Array, at + length);
  }
  return rows;
};

/** The last `length` samples of each of `signals` rows. */
export const newestOf = (rows: Samples, signals: number, length: number): Samples => {
  const size = rows.length / signals;
  const newest = rows.slice(0, signals * length) as Float32Array;
  for (let signal = 0; signal < signals; signal++)
    newest.set(rows.subarray((signal + 1) * size - length, (signal + 1) * size), signal * length);
  return newest;
};
