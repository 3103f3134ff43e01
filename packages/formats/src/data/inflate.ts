import { gunzipSync, constants, inflateRawSync } from 'node:zlib';
import { TinymlError } from '@tinyml/core';
import { dataTooLarge, malformedData } from '../diagnostics/data.ts';

/** Greatest size of data in memory, compressed or not. */
export const maximumBytes = 2 ** 30;

export const checkSize = (path: string, bytes: number): void => {
  if (!(bytes <= maximumBytes)) throw new TinymlError(dataTooLarge(path, bytes, maximumBytes));
};

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const bounded = (path: string, limit: number, inflate: () => Uint8Array): Uint8Array => {
  checkSize(path, limit);
  try {
    return inflate();
  } catch (error) {
    const { code } = error as { code?: string };
    const what =
      code === 'ERR_BUFFER_TOO_LARGE' ? 'it inflates to more than its header says' : 'the compressed data are damaged';
    throw new TinymlError(malformedData(path, what));
  }
};

/** The first bytes of what a .gz holds (some kB at least), for a header that says how much there is. */
export const gunzipHead = (path: string, bytes: Uint8Array): Uint8Array =>
  bounded(path, 2 ** 24, () =>
    gunzipSync(bytes.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 2 ** 24 }),
  );

/** What a .gz holds, refused where that is more than `limit` bytes. */
export const gunzip = (path: string, bytes: Uint8Array, limit: number): Uint8Array =>
  bounded(path, limit, () => gunzipSync(bytes, { maxOutputLength: Math.max(limit, 1) }));

/** Deflate packs at most 1032 bytes into one, which bounds a size that a header claims. */
export const inflateRaw = (path: string, bytes: Uint8Array, size: number): Uint8Array => {
  if (size > bytes.length * 1032 + 64)
    throw new TinymlError(malformedData(path, 'a zip entry claims an impossible size'));
  const inflated = bounded(path, size, () => inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) }));
  if (inflated.length !== size) throw new TinymlError(malformedData(path, 'a zip entry is shorter than it says'));
  return inflated;
};
