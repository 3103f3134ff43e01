/** Rows of a tensor along its time axis, from `from` to before `to`. Row 0 is the oldest of the window; what lies before it is negative. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

export const isEmpty = ({ from, to }: Rows): boolean => to <= from;

export const intersection = (a: Rows, b: Rows): Rows => ({
  from: Math.max(a.from, b.from),
  to: Math.min(a.to, b.to),
});

/** The smallest range that holds both. */
export const hull = (a: Rows, b: Rows): Rows =>
  isEmpty(a) ? b : isEmpty(b) ? a : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };

export const none: Rows = { from: 0, to: 0 };
