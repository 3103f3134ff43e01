import type { ImagePreparation } from '@tinyml/core';
import type { Pixels } from './pixels.ts';
import { resizePlane } from './resize.ts';

/** One plane, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Red, green and blue, or luma by ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B); alpha is left out. */
const planesOf = ({ width, height, data }: Pixels, channels: 1 | 3): readonly Plane[] => {
  const plane = (value: (at: number) => number): Plane => {
    const values = new Float32Array(width * height);
    for (let i = 0; i < values.length; i++) values[i] = value(4 * i);
    return { width, height, data: values };
  };
  const sample = (at: number): number => data[at] ?? 0;
  if (channels === 3) return [0, 1, 2].map((channel) => plane((at) => sample(at + channel)));
  return [plane((at) => 0.299 * sample(at) + 0.587 * sample(at + 1) + 0.114 * sample(at + 2))];
};

/** The largest part in the middle with the proportions of `width` × `height`. */
const croppedToCenter = (plane: Plane, width: number, height: number): Plane => {
  const scale = Math.min(plane.width / width, plane.height / height);
  const w = Math.max(1, Math.round(width * scale));
  const h = Math.max(1, Math.round(height * scale));
  const [left, top] = [Math.floor((plane.width - w) / 2), Math.floor((plane.height - h) / 2)];
  const data = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const from = (top + y) * plane.width + left;
    data.set(plane.data.subarray(from, from + w), y * w);
  }
  return { width: w, height: h, data };
};

/**
 * The image as [height, width, channels], 0 … 255, rounded to whole numbers as image files hold them. Without `crop`
 * its proportions change to the wanted ones.
 */
export const prepareImage = (
  image: Pixels,
  [height, width, channels]: readonly [number, number, 1 | 3],
  { resize = 'bilinear', crop }: ImagePreparation,
): Uint8Array => {
  const result = new Uint8Array(height * width * channels);
  planesOf(image, channels).forEach((plane, channel) => {
    const part = crop === 'center' ? croppedToCenter(plane, width, height) : plane;
    const { data } = resizePlane(part, width, height, resize);
    for (let i = 0; i < data.length; i++) result[i * channels + channel] = Math.round(data[i] ?? 0);
  });
  return result;
};
