/**
 * Reads the top level of a FlexBuffer map: numbers, texts and lists of numbers. The reader of the flatbuffers package
 * follows any offset and any depth, and reads past typed vectors; these bytes come from untrusted files.
 * Format: https://flatbuffers.dev/internals (FlexBuffers).
 */

/** The bytes are no FlexBuffer map, or not one that can be read. */
export class FlexError extends Error {}

export type FlexValue = number | boolean | string | readonly number[] | null;

interface Reference {
  readonly at: number;
  /** Bytes of the value, or of the offset to it. */
  readonly width: number;
  readonly type: number;
  /** Bytes of each element of what the offset leads to. */
  readonly elementWidth: number;
}

const kinds = { null: 0, int: 1, uint: 2, float: 3, key: 4, string: 5, indirect: 6, map: 9, vector: 10, bool: 26 };
const firstTyped = 11;
const typedKinds = [kinds.int, kinds.uint, kinds.float];
const firstOfFixedSize = 16;
const afterFixedSize = 25;
const typedBools = 36;

const utf8 = new TextDecoder();

/** What the bytes hold, each of it checked. */
interface Reader {
  /** What a packed type stands for, and where. */
  child(packed: number, at: number, width: number): Reference;
  integer(at: number, width: number, signed: boolean): number;
  /** Elements of the vector that begins at `start`. */
  lengthAt(start: number, width: number): number;
  /** Where the offset at `at` leads. */
  target(at: number, width: number): number;
  /** `deep`: lists too. */
  value(reference: Reference, deep: boolean): FlexValue;
}

const readerOf = (bytes: Uint8Array): Reader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claim = (at: number, count: number): void => {
    if (!(at >= 0 && at + count <= bytes.length)) throw new FlexError('it leads outside its bytes');
  };
  const integer = (at: number, width: number, signed: boolean): number => {
    claim(at, width);
    switch (width) {
      case 1:
        return signed ? view.getInt8(at) : view.getUint8(at);
      case 2:
        return signed ? view.getInt16(at, true) : view.getUint16(at, true);
      case 4:
        return signed ? view.getInt32(at, true) : view.getUint32(at, true);
      case 8:
        return Number(signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true));
      default:
        throw new FlexError(`it has elements of ${String(width)} bytes`);
    }
  };
  const float = (at: number, width: number): number => {
    claim(at, width);
    if (width === 4) return view.getFloat32(at, true);
    if (width === 8) return view.getFloat64(at, true);
    throw new FlexError(`it has floating-point numbers of ${String(width)} bytes`);
  };
  const target = (at: number, width: number): number => at - integer(at, width, false);
  const scalar = (type: number, at: number, width: number): number | boolean => {
    if (type === kinds.float) return float(at, width);
    if (type === kinds.bool) return integer(at, width, false) !== 0;
    return integer(at, width, type === kinds.int);
  };
  const child = (packed: number, at: number, width: number): Reference => ({
    at,
    width,
    type: packed >> 2,
    elementWidth: 1 << (packed & 3),
  });
  const lengthAt = (start: number, width: number): number => {
    const length = integer(start - width, width, false);
    claim(start, length * width);
    return length;
  };
  const text = (start: number, width: number): string => {
    const length = integer(start - width, width, false);
    claim(start, length);
    return utf8.decode(bytes.subarray(start, start + length));
  };
  const elementType = (type: number): number | undefined => {
    if (type === typedBools) return kinds.bool;
    return type >= firstTyped && type < afterFixedSize
      ? typedKinds[(type - (type < firstOfFixedSize ? firstTyped : firstOfFixedSize)) % 3]
      : undefined;
  };
  const list = ({ type, elementWidth: width }: Reference, start: number): readonly number[] => {
    const isFixed = type >= firstOfFixedSize && type < afterFixedSize;
    const length = isFixed ? 2 + Math.floor((type - firstOfFixedSize) / 3) : lengthAt(start, width);
    const typed = elementType(type);
    return Array.from({ length }, (_, i) => {
      const at = start + i * width;
      if (typed !== undefined) return Number(scalar(typed, at, width));
      const element = value(child(integer(start + length * width + i, 1, false), at, width), false);
      if (typeof element !== 'number') throw new FlexError('it has a list of more than numbers');
      return element;
    });
  };
  const value = (reference: Reference, deep: boolean): FlexValue => {
    const { type, at, width, elementWidth } = reference;
    if (type === kinds.null) return null;
    if (type === kinds.bool || (type >= kinds.int && type <= kinds.float)) return scalar(type, at, width);
    const start = target(at, width);
    if (type >= kinds.indirect && type < kinds.map)
      return scalar(type - kinds.indirect + kinds.int, start, elementWidth);
    if (type === kinds.string) return text(start, elementWidth);
    if (deep && (type === kinds.vector || elementType(type) !== undefined)) return list(reference, start);
    throw new FlexError('it has a value that is no number, text or list of numbers');
  };
  return { child, integer, lengthAt, target, value };
};

/** Gives the value of a key; undefined where the map does not have it. @throws FlexError, also for bytes that are no map */
export const flexMap = (bytes: Uint8Array): ((key: string) => FlexValue | undefined) => {
  const { child, integer, lengthAt, target, value } = readerOf(bytes);
  const rootWidth = integer(bytes.length - 1, 1, false);
  const root = child(integer(bytes.length - 2, 1, false), bytes.length - 2 - rootWidth, rootWidth);
  if (root.type !== kinds.map) throw new FlexError('it is no FlexBuffer map');
  const width = root.elementWidth;
  const start = target(root.at, root.width);
  const length = lengthAt(start, width);
  const keys = target(start - 3 * width, width);
  const keyWidth = integer(start - 2 * width, width, false);
  const isKey = (index: number, wanted: Uint8Array): boolean => {
    const at = target(keys + index * keyWidth, keyWidth);
    return integer(at + wanted.length, 1, false) === 0 && wanted.every((byte, i) => bytes[at + i] === byte);
  };
  return (key) => {
    const wanted = new TextEncoder().encode(key);
    for (let index = 0; index < length; index += 1) {
      if (!isKey(index, wanted)) continue;
      return value(child(integer(start + length * width + index, 1, false), start + index * width, width), true);
    }
    return undefined;
  };
};
