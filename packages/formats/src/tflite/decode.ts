import { TinymlError } from '@tinyml/core';
import * as flatbuffers from 'flatbuffers';
import { malformedModel, modelTooLarge, truncatedModel } from '../diagnostics/model.ts';
import { fieldWidth, scalarWidth, type Field, type TableFields, type TableValues } from './fields.ts';
import { fieldsNamed, tables, type Decoded, type TableRef } from './tables.ts';

/**
 * A FlatBuffer from an untrusted file. The flatbuffers runtime follows any offset; everything here is checked first.
 * `budget` is what may still be visited: tables may share parts, but a small file whose vectors all overlap would
 * otherwise take quadratic time, and a large one of tiny tables far more memory than itself.
 */
export interface FlatFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly buffer: flatbuffers.ByteBuffer;
  readonly budget: { bytes: number; numbers: number; tables: number };
}

const largestFile = 2 ** 28;
const mostTables = 2 ** 18;
const mostNumbers = 2 ** 22;
/** Even a tiny file may share a little. */
const slack = 65536;
/** Model → SubGraph → Tensor → QuantizationParameters is the deepest nesting there is. */
const deepest = 8;

export const openFile = (path: string, bytes: Uint8Array): FlatFile => {
  if (bytes.length > largestFile) throw new TinymlError(modelTooLarge(path, 'the file', bytes.length, largestFile));
  if (bytes.length < 8) throw new TinymlError(truncatedModel(path, 'it has no header', bytes.length));
  return {
    path,
    bytes,
    buffer: new flatbuffers.ByteBuffer(bytes),
    budget: {
      // Writers share equal shapes and zero points, which are numbers; other bytes are visited twice: found and hashed.
      bytes: 3 * bytes.length + slack,
      numbers: Math.min(bytes.length + slack, mostNumbers),
      tables: mostTables,
    },
  };
};

const fail = (file: FlatFile, what: string, offset: number): never => {
  throw new TinymlError(malformedModel(file.path, what, offset));
};

/** Checks that `count` bytes at `position` lie in the file, aligned to `alignment`. */
const claim = (file: FlatFile, position: number, count: number, alignment: number, what: string): void => {
  if (position < 0 || position % alignment !== 0) fail(file, `${what} is misplaced`, position);
  if (position + count > file.bytes.length) {
    throw new TinymlError(truncatedModel(file.path, `${what} lies outside the file`, position));
  }
};

/** Takes some of the file's budget. @throws TinymlError TML202 when nothing is left. */
export const charge = (file: FlatFile, what: keyof FlatFile['budget'], amount: number, position: number): void => {
  file.budget[what] -= amount;
  if (file.budget[what] < 0) {
    fail(file, `parts of the file overlap, or it has more ${what} than any model for a microcontroller`, position);
  }
};

/** Where the reference stored at `position` points. */
const follow = (file: FlatFile, position: number, what: string): number => {
  claim(file, position, 4, 4, what);
  const distance = file.buffer.readUint32(position);
  if (distance === 0) fail(file, `${what} points at itself`, position);
  const target = position + distance;
  claim(file, target, 4, 4, what);
  return target;
};

/** Position of a vector's first element, and how many there are. */
const vectorAt = (file: FlatFile, position: number, width: number, what: string): readonly [number, number] => {
  const count = file.buffer.readUint32(position);
  claim(file, position + 4, count * width, 1, what);
  return [position + 4, count];
};

const utf8 = new TextDecoder();

const readString = (file: FlatFile, position: number, what: string): string => {
  const [start, length] = vectorAt(file, position, 1, what);
  claim(file, start + length, 1, 1, what);
  charge(file, 'bytes', length, position);
  if (file.bytes[start + length] !== 0) fail(file, `${what} is not terminated`, start + length);
  return utf8.decode(file.bytes.subarray(start, start + length));
};

const readScalar = (file: FlatFile, type: string, position: number): number | bigint | boolean => {
  switch (type) {
    case 'bool':
      return file.buffer.readUint8(position) !== 0;
    case 'int8':
      return file.buffer.readInt8(position);
    case 'uint8':
      return file.buffer.readUint8(position);
    case 'uint16':
      return file.buffer.readUint16(position);
    case 'int32':
      return file.buffer.readInt32(position);
    case 'uint32':
      return file.buffer.readUint32(position);
    case 'float32':
      return file.buffer.readFloat32(position);
    case 'int64':
      return file.buffer.readInt64(position);
    default:
      return file.buffer.readUint64(position);
  }
};

const readVector = (file: FlatFile, element: string, position: number, what: string, depth: number): unknown => {
  const width = scalarWidth(element);
  if (width === undefined) {
    const [start, count] = vectorAt(file, position, 4, what);
    charge(file, 'tables', count, position);
    const items: unknown[] = [];
    for (let index = 0; index < count; index += 1) {
      const name = `${what}[${String(index)}]`;
      items.push(readTable(file, fieldsNamed(element), follow(file, start + 4 * index, name), name, depth + 1));
    }
    return items;
  }
  const [start, count] = vectorAt(file, position, width, what);
  charge(file, element === 'uint8' ? 'bytes' : 'numbers', count, position);
  if (element === 'uint8') return file.bytes.subarray(start, start + count);
  return Array.from({ length: count }, (_, index) => readScalar(file, element, start + index * width));
};

const readField = (file: FlatFile, type: string, position: number, what: string, depth: number): unknown => {
  const width = scalarWidth(type);
  if (width !== undefined) {
    claim(file, position, width, width, what);
    return readScalar(file, type, position);
  }
  const target = follow(file, position, what);
  if (type === 'string') return readString(file, target, what);
  if (type === 'union') return { position: target } satisfies TableRef;
  if (type.startsWith('[')) return readVector(file, type.slice(1, -1), target, what, depth);
  return readTable(file, fieldsNamed(type), target, what, depth + 1);
};

const absent = ([, type, initial]: Field): unknown => {
  if (scalarWidth(type) === undefined) return undefined;
  if (type === 'bool') return initial === 1;
  return type === 'uint64' ? 0n : (initial ?? 0);
};

/** A table of these fields, with all of them absent. */
export const emptyTable = (fields: TableFields): TableValues =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, absent(field)]));

/**
 * Reads the table of these fields at `position`, and all it refers to.
 * @throws TinymlError TML201 or TML202 when it is not one.
 */
export const readTable = (
  file: FlatFile,
  fields: TableFields,
  position: number,
  what: string,
  depth = 0,
): TableValues => {
  if (depth > deepest) fail(file, `${what} is nested too deeply`, position);
  claim(file, position, 4, 4, what);
  const vtable = position - file.buffer.readInt32(position);
  claim(file, vtable, 4, 2, `${what}'s field table`);
  const vtableSize = file.buffer.readUint16(vtable);
  const tableSize = file.buffer.readUint16(vtable + 2);
  if (vtableSize < 4 || vtableSize % 2 !== 0) fail(file, `${what}'s field table is malformed`, vtable);
  if (tableSize < 4) fail(file, `${what} is malformed`, position);
  claim(file, vtable, vtableSize, 2, `${what}'s field table`);
  claim(file, position, tableSize, 4, what);
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const slot = 4 + 2 * field[0];
    const offset = slot + 2 <= vtableSize ? file.buffer.readUint16(vtable + slot) : 0;
    if (offset === 0) {
      result[name] = absent(field);
      continue;
    }
    const width = fieldWidth(field[1]);
    if (offset < 4 || offset + width > tableSize) fail(file, `${what}.${name} lies outside its table`, vtable + slot);
    result[name] = readField(file, field[1], position + offset, `${what}.${name}`, depth);
  }
  return result;
};

/** Reads the model at the root of the file. */
export const readModelTable = (file: FlatFile): Decoded<'Model'> =>
  readTable(file, tables.Model, follow(file, 0, 'the model'), 'model') as Decoded<'Model'>;
