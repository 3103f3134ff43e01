import { TinymlError } from '@tinyml/core';
import { malformedData, unsupportedData } from '../diagnostics/data.ts';
import { checkSize, inflateRaw } from './inflate.ts';

/** A file in a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** Inflates it. @throws TinymlError (TML801, TML803, TML810). */
  readonly read: () => Uint8Array;
}

const maximumEntries = 65_535;

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** The entries of a zip archive, by its central directory (PKWARE APPNOTE 4.3); zip64 sizes included. */
export const readZip = (path: string, bytes: Uint8Array): readonly ZipEntry[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bad = (what: string): TinymlError => new TinymlError(malformedData(path, `zip: ${what}`));
  const inside = (offset: number, length: number): void => {
    if (!(offset >= 0 && length >= 0 && offset + length <= bytes.length)) throw bad('an offset lies outside the file');
  };
  let end = bytes.length - 22;
  const first = Math.max(0, end - 65_535);
  while (end >= first && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < first) throw bad('it has no directory: it is cut off');
  const count = Math.min(view.getUint16(end + 10, true), maximumEntries);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    inside(at, 46);
    if (view.getUint32(at, true) !== 0x02014b50) throw bad('its directory is damaged');
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) => view.getUint16(at + o, true)) as [
      number,
      number,
      number,
    ];
    inside(at + 46, nameLength + extraLength + commentLength);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const sizes = {
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      local: view.getUint32(at + 42, true),
    };
    readZip64(view, at + 46 + nameLength, extraLength, sizes);
    const { packed, size, local } = sizes;
    entries.push({
      name,
      read: () => {
        if ((flags & 1) !== 0) throw new TinymlError(unsupportedData(path, `${name} is encrypted`));
        checkSize(path, size);
        inside(local, 30);
        if (view.getUint32(local, true) !== 0x04034b50) throw bad(`the entry ${name} is not where the directory says`);
        const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
        inside(start, packed);
        const stored = bytes.subarray(start, start + packed);
        if (method === 8) return inflateRaw(path, stored, size);
        if (method !== 0) throw new TinymlError(unsupportedData(path, `${name}: compression method ${String(method)}`));
        if (packed !== size) throw bad(`the entry ${name} has two sizes`);
        return stored;
      },
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
};

/** Sizes of 0xffffffff stand in the zip64 extra field, in this order. */
const readZip64 = (
  view: DataView,
  start: number,
  length: number,
  sizes: { packed: number; size: number; local: number },
): void => {
  let at = start;
  while (at + 4 <= start + length) {
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      for (const key of ['size', 'packed', 'local'] as const)
        if (sizes[key] === 0xffffffff && next + 8 <= Math.min(fieldEnd, start + length)) {
          sizes[key] = Number(view.getBigUint64(next, true));
          next += 8;
        }
    }
    at = fieldEnd;
  }
};
