import { TinymlError } from '@tinyml/core';
import { malformedModel, modelTooLarge, truncatedModel, unsupportedModelVersion } from '../diagnostics/model.ts';

/** A whole HDF5 file in memory. Every read is checked against its end, every followed address is counted. */
export interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Blocks that may still be visited: a damaged file may point in circles. */
  readonly budget: { left: number; bytes: number };
}

/** Few enough to visit in a second. What a file holds is read once, so that a longer one may take as many more as it has bytes. */
const leastBlocks = 1_000_000;

/** Of all that is read, unpacked: many names may stand for the same block. */
const maximumBytes = 2 ** 29;

export const openSource = (path: string, bytes: Uint8Array): Source => ({
  path,
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  budget: { left: leastBlocks + bytes.length, bytes: maximumBytes },
});

export const malformed = (source: Source, what: string, offset?: number): TinymlError =>
  new TinymlError(malformedModel(source.path, `HDF5: ${what}`, offset));

export const unsupported = (source: Source, what: string): TinymlError =>
  new TinymlError(unsupportedModelVersion(source.path, `HDF5: ${what}`));

/** Counts `bytes` that are about to be allocated. @throws TinymlError (TML203) when they are too many in all. */
export const spend = (source: Source, bytes: number, what: string): void => {
  source.budget.bytes -= bytes;
  if (!(source.budget.bytes >= 0))
    throw new TinymlError(modelTooLarge(source.path, `HDF5: ${what}`, bytes, maximumBytes));
};

/** Checks that `length` bytes lie at `offset`, and counts the visit. */
export const check = (source: Source, offset: number, length: number, what: string): void => {
  source.budget.left -= 1;
  if (source.budget.left < 0) throw malformed(source, 'the file refers to itself in circles', offset);
  if (!(offset >= 0 && length >= 0 && offset + length <= source.bytes.length))
    throw new TinymlError(truncatedModel(source.path, `HDF5: ${what}`, offset));
};

/** An unsigned little-endian integer of 1 … 8 bytes; above 2⁵³ it is rounded, which no check below accepts as an address. */
export const uint = (source: Source, offset: number, width: number, what: string): number => {
  check(source, offset, width, what);
  let value = 0;
  for (let i = width - 1; i >= 0; i--) value = value * 256 + source.view.getUint8(offset + i);
  return value;
};

export const slice = (source: Source, offset: number, length: number, what: string): Uint8Array => {
  check(source, offset, length, what);
  return source.bytes.subarray(offset, offset + length);
};

/** All ones: HDF5's "no address". */
export const isUndefinedAddress = (address: number): boolean => address >= 2 ** 63;

/** Checks a block's four-letter mark. */
export const expectMark = (source: Source, offset: number, mark: string): void => {
  const found = slice(source, offset, 4, `a ${mark} block`);
  for (let i = 0; i < 4; i++)
    if (found[i] !== mark.charCodeAt(i)) throw malformed(source, `no ${mark} block where one should be`, offset);
};

/** The text at `offset` up to a zero byte, at most `length` bytes. */
export const text = (source: Source, offset: number, length: number, what: string): string => {
  const bytes = slice(source, offset, length, what);
  const end = bytes.indexOf(0);
  const written = end < 0 ? bytes : bytes.subarray(0, end);
  spend(source, written.length, what);
  return new TextDecoder().decode(written);
};
