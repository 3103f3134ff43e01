import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError } from '@tinyml/core';
import fc from 'fast-check';
import jpeg from 'jpeg-js';
import pngjs from 'pngjs';
import { decodeImage } from '../src/data/image/decode-image.ts';
import { orientationOf, upright } from '../src/data/image/orientation.ts';
import type { Pixels } from '../src/data/image/pixels.ts';
import { prepareImage } from '../src/data/image/prepare-image.ts';
import { resizePlane } from '../src/data/image/resize.ts';

const { PNG } = pngjs;

const picture = (width: number, height: number, color: (x: number, y: number) => readonly number[]): Pixels => ({
  width,
  height,
  data: Uint8Array.from(
    Array.from({ length: width * height }, (_, i) => [...color(i % width, Math.floor(i / width)), 255]).flat(),
  ),
});

const asPng = ({ width, height, data }: Pixels): Uint8Array => {
  const png = new PNG({ width, height });
  png.data.set(data);
  return PNG.sync.write(png);
};

const gradient = picture(16, 8, (x, y) => [x * 16, y * 32, 255 - x * 16]);

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    await decodeImage('photo', bytes);
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
  return 'accepted';
};

/** A PNG of chunks without checksums of their own: the header, then `data` compressed. */
const rawPng = (width: number, height: number, data: Buffer, interlace = 0, crc = 0): Buffer => {
  const chunk = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(type, 4, 'latin1');
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc);
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, interlace], 8);
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, chunk('IHDR', header), chunk('IDAT', deflateSync(data)), chunk('IEND', Buffer.alloc(0))]);
};

describe('image files', () => {
  test('a PNG comes back as it was; a JPEG nearly', async () => {
    const png = await decodeImage('a.png', asPng(gradient));
    expect([png.width, png.height]).toEqual([16, 8]);
    expect([...png.data]).toEqual([...gradient.data]);
    const smooth = picture(16, 8, (x, y) => [100 + x * 4, 100 + x * 4 + y, 100]);
    const { data } = await decodeImage('a.jpg', jpeg.encode({ ...smooth }, 95).data);
    for (let i = 0; i < data.length; i++) expect(Math.abs((data[i] ?? 0) - (smooth.data[i] ?? 0))).toBeLessThan(12);
  });

  test('what is damaged, cut off or a bomb is one clear error', async () => {
    const png = asPng(gradient);
    const jpg = new Uint8Array(jpeg.encode({ ...gradient }, 80).data);
    expect(await codeOf(png.slice(0, 60))).toBe('TML801');
    expect(await codeOf(png.slice(0, 20))).toBe('TML801');
    expect(await codeOf(jpg.slice(0, 100))).toBe('TML801');
    expect(await codeOf(Buffer.from('GIF89a, say'))).toBe('TML803');
    expect(await codeOf(new Uint8Array())).toBe('TML803');
    expect(await codeOf(rawPng(60_000, 60_000, Buffer.alloc(16)))).toBe('TML810');
    // 64 MB of zeros in an image of 4 × 4, interlaced too.
    expect(await codeOf(rawPng(4, 4, Buffer.alloc(2 ** 26)))).toBe('TML801');
    expect(await codeOf(rawPng(4, 4, Buffer.alloc(2 ** 26), 1))).toBe('TML801');
  });

  test('no bytes make anything but an image or a known error', async () => {
    const sources = [asPng(gradient), new Uint8Array(jpeg.encode({ ...gradient }, 80).data)];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sources), fc.nat(), fc.nat(255), fc.nat(), async (source, at, value, cut) => {
        const bytes = source.slice();
        bytes[at % bytes.length] = value;
        expect(['accepted', 'TML801', 'TML803', 'TML810']).toContain(
          await codeOf(cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes),
        );
      }),
      { numRuns: 300, seed: 1 },
    );
  }, 60_000);

  test('a photograph is turned as its camera noted', () => {
    // The letter F, 3 × 2 … 2 × 3: the first column and row are told apart.
    const corners = { width: 2, height: 3, data: Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap((v) => [v, v, v, 255])) };
    const seen = (orientation: number): readonly (readonly number[])[] => {
      const { width, height, data } = upright(corners, orientation);
      return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (__, x) => data[4 * (y * width + x)] ?? 0)); // prettier-ignore
    };
    expect(seen(1)).toEqual([[1, 2], [3, 4], [5, 6]]); // prettier-ignore
    expect(seen(2)).toEqual([[2, 1], [4, 3], [6, 5]]); // prettier-ignore
    expect(seen(3)).toEqual([[6, 5], [4, 3], [2, 1]]); // prettier-ignore
    expect(seen(4)).toEqual([[5, 6], [3, 4], [1, 2]]); // prettier-ignore
    expect(seen(5)).toEqual([[1, 3, 5], [2, 4, 6]]); // prettier-ignore
    expect(seen(6)).toEqual([[5, 3, 1], [6, 4, 2]]); // prettier-ignore
    expect(seen(7)).toEqual([[6, 4, 2], [5, 3, 1]]); // prettier-ignore
    expect(seen(8)).toEqual([[2, 4, 6], [1, 3, 5]]); // prettier-ignore
  });

  test('the orientation stands in the Exif segment, in either byte order', async () => {
    const exif = (little: boolean): Buffer => {
      const tiff = Buffer.alloc(26);
      tiff.write(little ? 'II' : 'MM', 'latin1');
      const put16 = (value: number, at: number): number => (little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)); // prettier-ignore
      put16(42, 2);
      if (little) tiff.writeUInt32LE(8, 4);
      else tiff.writeUInt32BE(8, 4);
      put16(1, 8);
      put16(0x0112, 10);
      put16(3, 12);
      put16(6, 18);
      return tiff;
    };
    for (const little of [true, false]) expect(orientationOf(exif(little))).toBe(6);
    expect(orientationOf(exif(true).subarray(0, 15))).toBe(1);
    const jpg = Buffer.from(jpeg.encode({ ...gradient }, 80).data);
    const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(true)]);
    const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
    const turned = await decodeImage('a.jpg', Buffer.concat([jpg.subarray(0, 2), head, body, jpg.subarray(2)]));
    expect([turned.width, turned.height]).toEqual([8, 16]);
  });
});

describe('resizing', () => {
  const row = (...values: number[]) => ({ width: values.length, height: 1, data: Float32Array.from(values) });

  test('by hand, along a row', () => {
    const to = (width: number, method: 'nearest' | 'bilinear' | 'area'): number[] => [
      ...resizePlane(row(0, 10, 20, 30), width, 1, method).data,
    ];
    expect(to(2, 'nearest')).toEqual([10, 30]);
    expect(to(2, 'bilinear')).toEqual([5, 25]);
    expect(to(2, 'area')).toEqual([5, 25]);
    expect(to(1, 'area')).toEqual([15]);
    expect(to(8, 'nearest')).toEqual([0, 0, 10, 10, 20, 20, 30, 30]);
    expect(to(8, 'bilinear')).toEqual([0, 2.5, 7.5, 12.5, 17.5, 22.5, 27.5, 30]);
    expect(to(3, 'area').map((value) => Math.round(value * 100) / 100)).toEqual([2.5, 15, 27.5]);
  });

  test('bilinear far apart takes two pixels, area all of them', () => {
    const comb = row(0, 0, 0, 80, 0, 0, 0, 0);
    expect([...resizePlane(comb, 2, 1, 'bilinear').data]).toEqual([0, 0]);
    expect([...resizePlane(comb, 2, 1, 'area').data]).toEqual([20, 0]);
  });

  test('grey is luma, crop keeps proportions, colours stay in their channels', () => {
    const white = prepareImage(
      picture(4, 4, () => [255, 255, 255]),
      [2, 2, 1],
      {},
    );
    expect([...white]).toEqual([255, 255, 255, 255]);
    expect([
      ...prepareImage(
        picture(2, 2, () => [255, 0, 0]),
        [1, 1, 1],
        {},
      ),
    ]).toEqual([76]);
    expect([
      ...prepareImage(
        picture(2, 2, () => [9, 8, 7]),
        [1, 1, 3],
        {},
      ),
    ]).toEqual([9, 8, 7]);
    const bars = picture(8, 4, (x) => (x < 2 || x > 5 ? [200, 200, 200] : [0, 0, 0]));
    expect([...prepareImage(bars, [2, 2, 1], { crop: 'center', resize: 'area' })]).toEqual([0, 0, 0, 0]);
    expect([...prepareImage(bars, [1, 2, 1], { resize: 'area' })]).toEqual([100, 100]);
  });
});
