/**
 * Which of `from` pixels each of `to` pixels shows, in the float32 arithmetic of TensorFlow Lite's reference kernel.
 */
export const nearestPixels = (
  from: number,
  to: number,
  alignCorners: boolean,
  halfPixelCenters: boolean,
): readonly number[] => {
  const scale = alignCorners && to > 1 ? Math.fround((from - 1) / (to - 1)) : Math.fround(from / to);
  const offset = halfPixelCenters ? 0.5 : 0;
  return Array.from({ length: to }, (_, pixel) => {
    const place = Math.fround(Math.fround(pixel + offset) * scale);
    const nearest = alignCorners ? Math.floor(place + 0.5) : Math.floor(place);
    return Math.max(0, Math.min(nearest, from - 1));
  });
};
