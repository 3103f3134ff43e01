/**
 * A field of a FlatBuffers table: its slot, its type and, where not zero, its default. `[T]` is a vector, a capitalised
 * name a table, `union` a table whose kind another field gives.
 */
export type Field = readonly [slot: number, type: string, initial?: number];

/** A FlatBuffers table, as data. */
export type TableFields = Readonly<Record<string, Field>>;

/** What a table's fields hold, by name: scalars by their default where absent when read, everything else undefined. */
export type TableValues = Readonly<Record<string, unknown>>;

/** What scalar fields become in JavaScript. */
export interface ScalarTypes {
  bool: boolean;
  int8: number;
  uint8: number;
  int32: number;
  uint32: number;
  uint64: bigint;
  float32: number;
}

export interface VectorTypes {
  uint8: Uint8Array;
  uint16: readonly number[];
  int32: readonly number[];
  float32: readonly number[];
  int64: readonly bigint[];
}

/** Bytes of a scalar field or vector element. */
const widths = new Map<string, number>([
  ['bool', 1],
  ['int8', 1],
  ['uint8', 1],
  ['uint16', 2],
  ['int32', 4],
  ['uint32', 4],
  ['float32', 4],
  ['int64', 8],
  ['uint64', 8],
]);

/** Bytes of a scalar; undefined for a type that is stored by reference. */
export const scalarWidth = (type: string): number | undefined => widths.get(type);

/** Bytes of a field in its table: a scalar, or the offset of what it refers to. */
export const fieldWidth = (type: string): number => widths.get(type) ?? 4;
