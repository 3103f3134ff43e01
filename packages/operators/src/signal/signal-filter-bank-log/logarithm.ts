/** Segments of the table, between powers of two. */
const segments = 128;

/**
 * How far log2 lies above the chord between powers of two: 65536 · (log2(1 + i / segments) − i / segments), rounded. One
 * entry more than there are ends of segments: the last one is read beside the end.
 */
export const logTable = (): readonly number[] =>
  Array.from({ length: segments + 2 }, (_, i) =>
    i >= segments ? 0 : Math.round(65536 * (Math.log2(1 + i / segments) - i / segments)),
  );

/** ln 2 with 16 fractional bits. */
const naturalLogOf2 = 45426n;

/** scale · ln x, rounded, for x > 0, from log2 with 16 fractional bits that is interpolated in the table; 32 bits as in C. */
export const logarithmOf = (x: number, scale: number, table: readonly number[]): number => {
  const integer = 31 - Math.clz32(x);
  const rest = x - 2 ** integer;
  const fraction = integer < 16 ? rest << (16 - integer) : rest >>> (integer - 16);
  const segment = fraction >> 9;
  const [from, to] = [table[segment] as number, table[segment + 1] as number];
  const log2 = integer * 65536 + fraction + from + (((to - from) * (fraction - segment * 512)) >> 16);
  const natural = BigInt.asUintN(32, (naturalLogOf2 * BigInt(log2) + 32768n) >> 16n);
  return Number(BigInt.asUintN(32, BigInt(scale) * natural + 32768n) >> 16n);
};
