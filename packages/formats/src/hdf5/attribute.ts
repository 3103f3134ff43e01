import { readDataspace, readDatatype, type Datatype } from './datatype.ts';
import { readNumbers } from './numbers.ts';
import type { Message } from './object-header.ts';
import {
  expectMark,
  isUndefinedAddress,
  malformed,
  slice,
  spend,
  text,
  uint,
  unsupported,
  type Source,
} from './source.ts';

/** Texts or numbers in row-major order; a scalar is a list of one. */
export interface Attribute {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: () => readonly string[] | Float64Array;
}

/** Object `index` of the global heap collection at `address` (specification III.E). */
const globalHeapObject = (source: Source, address: number, index: number): Uint8Array => {
  expectMark(source, address, 'GCOL');
  const end = address + uint(source, address + 8, 8, 'a global heap');
  let at = address + 16;
  while (at + 16 <= end) {
    const found = uint(source, at, 2, 'a global heap');
    const size = uint(source, at + 8, 8, 'a global heap');
    if (found === index) return slice(source, at + 16, size, 'a text in the global heap');
    if (found === 0) break;
    at += 16 + Math.ceil(size / 8) * 8;
  }
  throw malformed(source, `no object ${String(index)} in the global heap`, address);
};

const readStrings = (source: Source, type: Datatype, count: number, offset: number): readonly string[] => {
  slice(source, offset, count * type.size, 'an attribute');
  return Array.from({ length: count }, (_, i) => {
    const at = offset + i * type.size;
    if (type.kind !== 'string' || !type.vlen) return text(source, at, type.size, 'an attribute');
    const length = uint(source, at, 4, 'a text');
    const address = uint(source, at + 4, 8, 'a text');
    if (length === 0 || address === 0 || isUndefinedAddress(address)) return '';
    spend(source, length, 'a text');
    const bytes = globalHeapObject(source, address, uint(source, at + 12, 4, 'a text'));
    return new TextDecoder().decode(bytes.subarray(0, length));
  });
};

const align8 = (size: number): number => Math.ceil(size / 8) * 8;

/** The attribute message (specification IV.A.2.m). Its values are read only when asked for. */
export const readAttribute = (source: Source, { offset, length }: Message): Attribute => {
  const version = uint(source, offset, 1, 'an attribute');
  if (version < 1 || version > 3) throw malformed(source, `attribute version ${String(version)}`, offset);
  if (version > 1 && (uint(source, offset + 1, 1, 'an attribute') & 3) !== 0)
    throw unsupported(source, 'attributes with a shared datatype');
  const pad = version === 1 ? align8 : (size: number) => size;
  const [nameSize, typeSize, spaceSize] = [2, 4, 6].map((at) => uint(source, offset + at, 2, 'an attribute')) as [
    number,
    number,
    number,
  ];
  const nameAt = offset + (version === 3 ? 9 : 8);
  const typeAt = nameAt + pad(nameSize);
  const spaceAt = typeAt + pad(typeSize);
  const dataAt = spaceAt + pad(spaceSize);
  if (dataAt > offset + length) throw malformed(source, 'an attribute reaches past its message', offset);
  const shape = readDataspace(source, spaceAt);
  return {
    name: text(source, nameAt, nameSize, 'the name of an attribute'),
    shape,
    values: () => {
      const type = readDatatype(source, typeAt);
      const count = shape.reduce((product, size) => product * size, 1);
      if (count * type.size > offset + length - dataAt)
        throw malformed(source, 'an attribute larger than its message', offset);
      if (type.kind === 'string') return readStrings(source, type, count, dataAt);
      return readNumbers(type, slice(source, dataAt, count * type.size, 'an attribute'), count);
    },
  };
};
