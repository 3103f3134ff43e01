/** Where a pixel's centre is taken to be. */
interface Centres {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

export interface Place {
  /** The two pixels that a pixel lies between. */
  readonly first: number;
  readonly second: number;
  /** How far from the first, 0 … 1; in units of 1/1024 for integers. */
  readonly part: number;
}

const scaleOf = (from: number, to: number, alignCorners: boolean): number =>
  alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;

/** In the float32 arithmetic of TensorFlow Lite's reference kernel. */
export const floatPlaces = (
  from: number,
  to: number,
  { alignCorners, halfPixelCenters }: Centres,
): readonly Place[] => {
  const scale = Math.fround(scaleOf(from, to, alignCorners));
  return Array.from({ length: to }, (_, i) => {
    const at = halfPixelCenters ? Math.fround(Math.fround(Math.fround(i + 0.5) * scale) - 0.5) : Math.fround(i * scale);
    const low = Math.floor(at);
    return { first: Math.max(low, 0), second: Math.min(low + 1, from - 1), part: Math.fround(at - low) };
  });
};

/** In fixed point with ten bits after the point. */
export const integerPlaces = (
  from: number,
  to: number,
  { alignCorners, halfPixelCenters }: Centres,
): readonly Place[] => {
  const [above, below] = alignCorners && to > 1 ? [from - 1, to - 1] : [from, to];
  const scale = Math.trunc((above * 1024 + Math.trunc(below / 2)) / below);
  return Array.from({ length: to }, (_, i) => {
    const at = halfPixelCenters ? i * scale + (scale >> 1) - 512 : i * scale;
    const whole = Math.trunc(at / 1024);
    return {
      first: Math.max(whole, 0),
      second: Math.min(Math.trunc((at + 1023) / 1024), from - 1),
      part: at - 1024 * whole,
    };
  });
};
