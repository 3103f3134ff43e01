import type { ImagePreparation } from '@tinyml/core';
import type { Plane } from './prepare-image.ts';

type Method = NonNullable<ImagePreparation['resize']>;

/** What one output element is made of: `weights[k]` of input element `start + k`; their sum is 1. */
interface Taps {
  readonly start: number;
  readonly weights: readonly number[];
}

/**
 * Pixels are squares with their centres at half numbers: output i covers [i · s, (i + 1) · s) of the input, s = from / to.
 * nearest: the pixel under the centre; bilinear: the two centres around it, without smoothing first (TensorFlow's
 * resize with half_pixel_centers); area: the mean of what is covered.
 */
const tapsOf = (method: Method, from: number, to: number): readonly Taps[] => {
  const step = from / to;
  return Array.from({ length: to }, (_, i): Taps => {
    if (method === 'area') {
      const [begin, end] = [i * step, (i + 1) * step];
      const start = Math.min(from - 1, Math.floor(begin));
      const stop = Math.min(from, Math.max(start + 1, Math.ceil(end)));
      const covered = Array.from({ length: stop - start }, (__, k) =>
        Math.max(0, Math.min(end, start + k + 1) - Math.max(begin, start + k)),
      );
      const sum = covered.reduce((total, part) => total + part, 0);
      return { start, weights: covered.map((part) => part / sum) };
    }
    const center = (i + 0.5) * step;
    if (method === 'nearest') return { start: Math.min(from - 1, Math.floor(center)), weights: [1] };
    const place = Math.min(from - 1, Math.max(0, center - 0.5));
    const start = Math.min(Math.max(0, from - 2), Math.floor(place));
    const part = place - start;
    return { start, weights: from === 1 ? [1] : [1 - part, part] };
  });
};

/** Along x, then along y. */
export const resizePlane = (plane: Plane, width: number, height: number, method: Method): Plane => {
  if (plane.width === width && plane.height === height) return plane;
  const [across, down] = [tapsOf(method, plane.width, width), tapsOf(method, plane.height, height)];
  const rows = new Float32Array(width * plane.height);
  for (let y = 0; y < plane.height; y++)
    across.forEach(({ start, weights }, x) => {
      let sum = 0;
      for (let k = 0; k < weights.length; k++)
        sum += (weights[k] as number) * (plane.data[y * plane.width + start + k] as number);
      rows[y * width + x] = sum;
    });
  const data = new Float32Array(width * height);
  down.forEach(({ start, weights }, y) => {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++)
        sum += (weights[k] as number) * (rows[(start + k) * width + x] as number);
      data[y * width + x] = sum;
    }
  });
  return { width, height, data };
};
