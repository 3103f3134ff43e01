/** Least and greatest value of four bits, symmetric as all weights are. */
export const packedLimit = 7;

export const packedBytes = (count: number, row: number): number => (count / row) * Math.ceil(row / 2);

/** Values of −8 … 7, two a byte, the first one low; each row of `row` values begins a byte. */
export const packWeights = (values: ArrayLike<number>, row: number): Uint8Array<ArrayBuffer> => {
  const packed = new Uint8Array(packedBytes(values.length, row));
  const bytes = Math.ceil(row / 2);
  for (let i = 0; i < values.length; i += 1) {
    const column = i % row;
    const at = Math.floor(i / row) * bytes + (column >> 1);
    packed[at] = (packed[at] as number) | (((values[i] as number) & 0xf) << (4 * (column & 1)));
  }
  return packed;
};

export const fitsPacked = (values: ArrayLike<number>): boolean =>
  Array.from(values).every((value) => value >= -packedLimit - 1 && value <= packedLimit);
