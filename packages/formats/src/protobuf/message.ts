import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** Bytes that are not a message of the wanted kind; `offset` is counted from the beginning of the outermost message. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** What all messages of one file may take together. */
interface Budget {
  messages: number;
  depth: number;
}

/** How one value of a field is read, and how a field without one looks. */
export interface Field<Value> {
  readonly number: number;
  readonly wire: WireType;
  readonly absent: () => Value;
  /** The field's value after one more occurrence in the file. */
  readonly read: (reader: BinaryReader, wire: WireType, before: Value, budget: Budget) => Value;
}

/** A kind of message: its fields by the names that their values get. */
export interface Message<Value> {
  readonly decode: (bytes: Uint8Array, budget: Budget) => Value;
}

/** Far beyond any model: a message takes two bytes of a file, and a hundred of memory. */
const mostMessages = 2_000_000;
const deepest = 100;

type Fields<Value> = { readonly [Name in keyof Value]: Field<Value[Name]> };

/** Fields that are not listed are passed over. */
export const message = <Value extends object>(fields: Fields<Value>): Message<Value> => {
  const names = Object.keys(fields) as (keyof Value)[];
  const byNumber = new Map(names.map((name) => [fields[name].number, name]));
  return {
    decode(bytes, budget) {
      budget.messages -= 1;
      if (budget.messages < 0) throw new ProtobufError(`it has more than ${String(mostMessages)} parts`, bytes.byteOffset); // prettier-ignore
      if (budget.depth <= 0) throw new ProtobufError(`its parts lie within each other, more than ${String(deepest)} deep`, bytes.byteOffset); // prettier-ignore
      budget.depth -= 1;
      const value = Object.fromEntries(names.map((name) => [name, fields[name].absent()])) as Value;
      const read = <Name extends keyof Value>(name: Name, reader: BinaryReader, wire: WireType): void => {
        value[name] = fields[name].read(reader, wire, value[name], budget);
      };
      const reader = new BinaryReader(bytes);
      try {
        while (reader.pos < reader.len) {
          const [number, wire] = reader.tag();
          const name = byNumber.get(number);
          const fits = name !== undefined && (wire === fields[name].wire || wire === WireType.LengthDelimited);
          if (fits) read(name, reader, wire);
          else reader.skip(wire, number);
        }
      } catch (error) {
        if (error instanceof ProtobufError) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new ProtobufError(reason, bytes.byteOffset + Math.min(reader.pos, bytes.length));
      }
      budget.depth += 1;
      return value;
    },
  };
};

/** @throws ProtobufError */
export const decodeMessage = <Value>(kind: Message<Value>, bytes: Uint8Array): Value => {
  // Offsets are told from the beginning of `bytes`, whatever buffer that lies in.
  const start = bytes.byteOffset;
  try {
    return kind.decode(bytes, { messages: mostMessages, depth: deepest });
  } catch (error) {
    if (error instanceof ProtobufError) throw new ProtobufError(error.message, error.offset - start);
    throw error;
  }
};

type Scalar<Value> = (reader: BinaryReader) => Value;

const optional = <Value>(number: number, wire: WireType, scalar: Scalar<Value>): Field<Value | undefined> => ({
  number,
  wire,
  absent: () => undefined,
  read(reader, found) {
    if (found !== wire) throw new ProtobufError('a number is stored as a text', reader.pos);
    return scalar(reader);
  },
});

const integer: Scalar<number> = (reader) => Number(reader.int64());

/** Integers beyond 2^53 are rounded. */
export const int = (number: number): Field<number | undefined> => optional(number, WireType.Varint, integer);
export const float = (number: number): Field<number | undefined> => optional(number, WireType.Bit32, (reader) => reader.float()); // prettier-ignore
export const double = (number: number): Field<number | undefined> => optional(number, WireType.Bit64, (reader) => reader.double()); // prettier-ignore
export const bytes = (number: number): Field<Uint8Array | undefined> => optional(number, WireType.LengthDelimited, (reader) => reader.bytes()); // prettier-ignore

const decoder = new TextDecoder();
const textOf: Scalar<string> = (reader) => decoder.decode(reader.bytes());
export const text = (number: number): Field<string> => ({
  number,
  wire: WireType.LengthDelimited,
  absent: () => '',
  read: textOf,
});

/** Where a message occurs twice, the last one holds. */
export const part = <Value>(number: number, kind: () => Message<Value>): Field<Value | undefined> => ({
  number,
  wire: WireType.LengthDelimited,
  absent: () => undefined,
  read: (reader, _, __, budget) => kind().decode(reader.bytes(), budget),
});

const list = <Value>(
  number: number,
  wire: WireType,
  element: (reader: BinaryReader, budget: Budget) => Value,
): Field<Value[]> => ({
  number,
  wire,
  absent: () => [],
  read(reader, found, before, budget) {
    if (found === wire) before.push(element(reader, budget));
    else {
      // Numbers side by side in one field ("packed").
      const packed = new BinaryReader(reader.bytes());
      while (packed.pos < packed.len) before.push(element(packed, budget));
    }
    return before;
  },
});

export const ints = (number: number): Field<number[]> => list(number, WireType.Varint, integer);
export const wideInts = (number: number): Field<bigint[]> => list(number, WireType.Varint, (reader) => BigInt(reader.int64())); // prettier-ignore
export const floats = (number: number): Field<number[]> => list(number, WireType.Bit32, (reader) => reader.float());
export const doubles = (number: number): Field<number[]> => list(number, WireType.Bit64, (reader) => reader.double());
export const texts = (number: number): Field<string[]> => list(number, WireType.LengthDelimited, textOf);
export const byteStrings = (number: number): Field<Uint8Array[]> => list(number, WireType.LengthDelimited, (reader) => reader.bytes()); // prettier-ignore
export const parts = <Value>(number: number, kind: () => Message<Value>): Field<Value[]> =>
  list(number, WireType.LengthDelimited, (reader, budget) => kind().decode(reader.bytes(), budget));

/** A map from texts to messages, as it is stored: pairs. */
export const mapping = <Value>(number: number, kind: () => Message<Value>): Field<Map<string, Value>> => {
  const pair = message({ key: text(1), value: part(2, kind) });
  return {
    number,
    wire: WireType.LengthDelimited,
    absent: () => new Map<string, Value>(),
    read(reader, _, before, budget) {
      const { key, value } = pair.decode(reader.bytes(), budget);
      if (value !== undefined) before.set(key, value);
      return before;
    },
  };
};
