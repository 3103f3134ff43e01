import { byteWidth, type KernelRequest, type TensorType } from '@tinyml/core';

/**
 * Rows are the indices along one axis of a tensor that has extent 1 before it: they are contiguous in memory. 1: rows of
 * an image [1,h,w,c]; 2: those of a series [1,1,w,c].
 */
export type RowAxis = 1 | 2;

/** Rows from `from` to before `to`. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** How an operand is read for some rows of the result. */
export interface RowRead {
  readonly operand: number;
  /** Rows of the operand in all. */
  readonly rows: number;
  readonly rowBytes: number;
  /** Those that rows of the result, at least one, are computed from. */
  needs(rows: Rows): Rows;
}

/** A node as something that gives rows. */
export interface RowView {
  readonly axis: RowAxis;
  readonly rows: number;
  readonly rowBytes: number;
  /** Operands that are read by rows; any other is read whole. */
  readonly reads: readonly RowRead[];
  /** The same node for some rows of its result: operands hold what they need, and padding only where they end. */
  slice(rows: Rows): KernelRequest;
}

/** Rows of a tensor along the axis. */
export const rowsOf = ({ shape }: TensorType, axis: RowAxis): number => shape[axis] as number;

/** Bytes of one of its rows. */
export const rowBytes = ({ dtype, shape }: TensorType, axis: RowAxis): number =>
  shape.slice(axis + 1).reduce((bytes, extent) => bytes * extent, byteWidth(dtype));

/** Whether a tensor's rows along the axis are contiguous. */
export const hasRows = ({ dtype, shape }: TensorType, axis: RowAxis): boolean =>
  shape.length > axis && shape.slice(0, axis).every((extent) => extent === 1) && dtype !== 'int4';

/** The same type with these rows alone. */
export const withRows = (type: TensorType, axis: RowAxis, { from, to }: Rows): TensorType => ({
  ...type,
  shape: type.shape.map((extent, i) => (i === axis ? to - from : extent)),
});
