/** Why the bands of a filter bank (their starts, the starts of their weights, their widths) lead outside of its operands. */
export const bandProblem = (
  [starts, weightStarts, widths]: readonly (Int16Array | undefined)[],
  channels: number,
  frequencies: number,
  weights: number,
): string | undefined => {
  if (starts === undefined || weightStarts === undefined || widths === undefined) return 'the bands must be constants';
  for (let band = 0; band <= channels; band++) {
    const width = widths[band] ?? 0;
    const [first, weight] = [starts[band] ?? 0, weightStarts[band] ?? 0];
    if (width > 0 && (first < 0 || weight < 0 || first + width > frequencies || weight + width > weights))
      return `band ${String(band)} leads outside of the spectrum or of the weights`;
  }
  return undefined;
};
