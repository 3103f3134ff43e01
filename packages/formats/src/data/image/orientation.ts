import type { Pixels } from './pixels.ts';

const orientationTag = 0x0112;

/**
 * The orientation that a camera noted: 1 … 8 (Exif 2.32, 4.6.4 A), 1 where it said nothing. `bytes`: the TIFF
 * structure of an Exif segment, perhaps with zeros before it.
 */
export const orientationOf = (bytes: Uint8Array | undefined): number => {
  if (bytes === undefined) return 1;
  const start = bytes.findIndex((byte) => byte !== 0);
  const little = bytes[start] === 0x49;
  if (start < 0 || bytes[start] !== bytes[start + 1] || (!little && bytes[start] !== 0x4d)) return 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  const inside = (at: number, size: number): boolean => at >= 0 && at + size <= view.byteLength;
  if (!inside(4, 4)) return 1;
  const directory = view.getUint32(4, little);
  if (!inside(directory, 2)) return 1;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (!inside(at, 12)) return 1;
    if (view.getUint16(at, little) !== orientationTag) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** Where the pixel that belongs at (x, y) lies in a stored image of `w` × `h`. */
const places: Readonly<Record<number, (x: number, y: number, w: number, h: number) => readonly [number, number]>> = {
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _w, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _w, h) => [y, h - 1 - x],
  7: (x, y, w, h) => [w - 1 - y, h - 1 - x],
  8: (x, y, w) => [w - 1 - y, x],
};

/** The image as it was seen, upright. */
export const upright = (image: Pixels, orientation: number): Pixels => {
  const place = places[orientation];
  if (place === undefined) return image;
  const [width, height] = orientation >= 5 ? [image.height, image.width] : [image.width, image.height];
  const data = new Uint8Array(image.data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = place(x, y, image.width, image.height);
      const from = 4 * (fromY * image.width + fromX);
      data.set(image.data.subarray(from, from + 4), 4 * (y * width + x));
    }
  return { width, height, data };
};
