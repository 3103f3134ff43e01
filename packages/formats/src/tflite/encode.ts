import * as flatbuffers from 'flatbuffers';
import { fieldWidth, scalarWidth, type Field, type TableFields, type TableValues } from './fields.ts';
import { fieldsNamed, tables, type Encodable, type UnionValue } from './tables.ts';

/** Equal vectors and strings are stored once: shapes, zero points and names repeat a lot. */
interface Writer {
  readonly builder: flatbuffers.Builder;
  readonly shared: Map<string, flatbuffers.Offset>;
}

/** LiteRT and TensorFlow Lite Micro read weights in place and want them aligned to 16 bytes. */
const dataAlignment = 16;

const addElement = (builder: flatbuffers.Builder, element: string, value: number | bigint): void => {
  if (element === 'int64') builder.addInt64(BigInt(value));
  else if (element === 'float32') builder.addFloat32(Number(value));
  else builder.addInt32(Number(value));
};

const writeVector = (writer: Writer, element: string, value: unknown): flatbuffers.Offset => {
  const { builder, shared } = writer;
  if (element === 'uint8') {
    const bytes = value as Uint8Array;
    builder.prep(dataAlignment, bytes.length);
    return builder.createByteVector(bytes);
  }
  const isTables = scalarWidth(element) === undefined;
  const items = isTables
    ? (value as readonly TableValues[]).map((item) => writeTable(writer, fieldsNamed(element), item))
    : (value as readonly (number | bigint)[]);
  const key = isTables ? undefined : `${element} ${items.map((item) => (Object.is(item, -0) ? '-0' : item)).join()}`;
  const known = key === undefined ? undefined : shared.get(key);
  if (known !== undefined) return known;
  const width = fieldWidth(element);
  builder.startVector(width, items.length, width);
  for (const item of items.toReversed()) {
    if (isTables) builder.addOffset(Number(item));
    else addElement(builder, element, item);
  }
  const offset = builder.endVector();
  if (key !== undefined) shared.set(key, offset);
  return offset;
};

/** Writes what a field refers to; 0 for a scalar, which lies in the table itself. */
const writeReference = (writer: Writer, type: string, value: unknown): flatbuffers.Offset => {
  if (scalarWidth(type) !== undefined) return 0;
  if (type === 'string') return writer.builder.createSharedString(value as string);
  if (type.startsWith('[')) return writeVector(writer, type.slice(1, -1), value);
  if (type !== 'union') return writeTable(writer, fieldsNamed(type), value as TableValues);
  const { fields, values } = value as UnionValue;
  return writeTable(writer, fields, values);
};

const addField = (
  builder: flatbuffers.Builder,
  [slot, type, initial = 0]: Field,
  value: unknown,
  offset: flatbuffers.Offset,
): void => {
  switch (type) {
    case 'bool':
    case 'int8':
    case 'uint8':
      builder.addFieldInt8(slot, Number(value), initial);
      break;
    case 'int32':
    case 'uint32':
      builder.addFieldInt32(slot, Number(value), initial);
      break;
    case 'uint64':
      builder.addFieldInt64(slot, BigInt(value as number), 0n);
      break;
    case 'float32':
      builder.addFieldFloat32(slot, Number(value), initial);
      break;
    default:
      builder.addFieldOffset(slot, offset, 0);
  }
};

const writeTable = (writer: Writer, fields: TableFields, values: TableValues): flatbuffers.Offset => {
  const present = Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name];
    return value === undefined ? [] : [{ field, value, offset: writeReference(writer, field[1], value) }];
  });
  const width = ({ field }: { readonly field: Field }): number => fieldWidth(field[1]);
  present.sort((a, b) => width(b) - width(a));
  writer.builder.startObject(Math.max(0, ...Object.values(fields).map(([slot]) => slot + 1)));
  for (const { field, value, offset } of present) addField(writer.builder, field, value, offset);
  return writer.builder.endObject();
};

/** The bytes of a whole file. The same model gives the same bytes. */
export const encodeModel = (model: Encodable<'Model'>): Uint8Array => {
  const builder = new flatbuffers.Builder(1024);
  const root = writeTable({ builder, shared: new Map() }, tables.Model, model);
  builder.finish(root, 'TFL3');
  return builder.asUint8Array().slice();
};
