import type { Rows } from './row-view.ts';

/** A window that slides over the operand's rows: the result's row r starts at r · stride − before. */
export interface RowWindow {
  readonly stride: number;
  readonly before: number;
  readonly extent: number;
}

/** Each row from the same row alone. */
export const sameRow: RowWindow = { stride: 1, before: 0, extent: 1 };

/** The rows of an operand of `rows` rows that rows of the result are computed from. */
export const needsOf =
  ({ stride, before, extent }: RowWindow, rows: number) =>
  ({ from, to }: Rows): Rows => ({
    from: Math.max(0, from * stride - before),
    to: Math.min(rows, (to - 1) * stride - before + extent),
  });
