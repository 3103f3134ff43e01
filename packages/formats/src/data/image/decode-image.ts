import { inflateSync } from 'node:zlib';
import { TinymlError } from '@tinyml/core';
import { dataTooLarge, malformedData, unsupportedData } from '../../diagnostics/data.ts';
import { orientationOf, upright } from './orientation.ts';
import type { Pixels } from './pixels.ts';

/** Greatest number of pixels and of bytes in a file: more than any camera's. */
const maximumPixels = 64e6;
const maximumFile = 2 ** 26;

const pngMark = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

const isPng = (bytes: Uint8Array): boolean => pngMark.every((byte, i) => bytes[i] === byte);
const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Samples of a pixel by PNG's colour type. */
const pngChannels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Refuses a .png whose header claims too many pixels or whose data inflate to more than such an image has: the decoder
 * would believe them.
 */
const checkPng = (path: string, bytes: Uint8Array): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 45) throw new TinymlError(malformedData(path, 'a PNG that is cut off'));
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth = 0, colour = 0] = bytes.subarray(24, 26);
  const channels = pngChannels[colour];
  if (channels === undefined || width === 0 || height === 0 || ![1, 2, 4, 8, 16].includes(depth))
    throw new TinymlError(malformedData(path, 'the header of the PNG makes no sense'));
  if (width * height > maximumPixels) throw new TinymlError(dataTooLarge(path, width * height * 4, maximumPixels * 4));
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) throw new TinymlError(malformedData(path, 'a PNG that is cut off'));
    if (view.getUint32(at + 4) === 0x49444154) parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  // Seven passes of an interlaced image have at most two more bytes a row each, in twice as many rows.
  const most = (Math.ceil((width * channels * depth) / 8) + 16) * (2 * height + 16);
  try {
    inflateSync(Buffer.concat(parts), { maxOutputLength: most });
  } catch (error) {
    const { code } = error as { code?: string };
    const what = code === 'ERR_BUFFER_TOO_LARGE' ? 'the PNG inflates to more than its header says' : 'the compressed data of the PNG are damaged'; // prettier-ignore
    throw new TinymlError(malformedData(path, what));
  }
};

const decodePng = async (bytes: Uint8Array): Promise<Pixels> => {
  const { PNG } = (await import('pngjs')).default;
  // 16 bits a sample become 8; palettes, grey and interlaced images are unpacked.
  return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
};

const decodeJpeg = async (bytes: Uint8Array): Promise<Pixels> => {
  const { decode } = (await import('jpeg-js')).default;
  const limits = { maxResolutionInMP: maximumPixels / 1e6, maxMemoryUsageInMB: 1024 };
  const image: Pixels & { readonly exifBuffer?: Uint8Array } = decode(bytes, {
    useTArray: true,
    tolerantDecoding: false,
    ...limits,
  });
  return upright(image, orientationOf(image.exifBuffer));
};

/**
 * A PNG or JPEG image, told by its content; a JPEG is turned as its camera noted (Exif).
 * @throws TinymlError (TML801, TML803, TML810), never anything else, whatever the bytes are
 */
export const decodeImage = async (path: string, bytes: Uint8Array): Promise<Pixels> => {
  if (bytes.length > maximumFile) throw new TinymlError(dataTooLarge(path, bytes.length, maximumFile));
  const decode = isPng(bytes) ? decodePng : isJpeg(bytes) ? decodeJpeg : undefined;
  if (decode === undefined) throw new TinymlError(unsupportedData(path, 'neither a PNG nor a JPEG image'));
  if (decode === decodePng) checkPng(path, bytes);
  try {
    return await decode(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TinymlError(malformedData(path, `the image cannot be decoded: ${reason}`));
  }
};
