/** A file that is no table, in words that make sense after "variables.index: ". */
export class TableError extends Error {
  override readonly name = 'TableError';
}

const footerBytes = 48;
const magic = 0xdb4775248b80fb57n;
const trailerBytes = 5;
/** Entries of a file of some hundred bytes each; no model for a microcontroller has so many variables. */
const mostEntries = 100_000;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

const varint = (cursor: Cursor): number => {
  let value = 0;
  for (let scale = 1; scale < 2 ** 56; scale *= 128) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) break;
    cursor.at += 1;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
  throw new TableError('a number does not end');
};

interface Handle {
  readonly offset: number;
  readonly size: number;
}

const handle = (cursor: Cursor): Handle => ({ offset: varint(cursor), size: varint(cursor) });

/** The keys and values of one block: each key shares a prefix with the one before. */
function* entriesOf(
  bytes: Uint8Array,
  { offset, size }: Handle,
): Generator<readonly [key: Uint8Array, value: Uint8Array]> {
  if (offset + size + trailerBytes > bytes.length || size < 4) throw new TableError('a block lies outside of the file');
  if (bytes[offset + size] !== 0) throw new TableError('compressed blocks are not supported');
  const block = bytes.subarray(offset, offset + size);
  const restarts = new DataView(block.buffer, block.byteOffset + size - 4, 4).getUint32(0, true);
  const end = size - 4 - 4 * restarts;
  if (end < 0) throw new TableError('a block is shorter than its index');
  const cursor: Cursor = { bytes: block.subarray(0, end), at: 0 };
  let key = new Uint8Array();
  while (cursor.at < end) {
    const [shared, rest, length] = [varint(cursor), varint(cursor), varint(cursor)];
    if (shared > key.length || cursor.at + rest + length > end)
      throw new TableError('an entry lies outside of its block');
    const next = new Uint8Array(shared + rest);
    next.set(key.subarray(0, shared));
    next.set(block.subarray(cursor.at, cursor.at + rest), shared);
    key = next;
    const value = block.subarray(cursor.at + rest, cursor.at + rest + length);
    cursor.at += rest + length;
    yield [key, value];
  }
}

/**
 * All entries of a table in LevelDB's format (https://github.com/google/leveldb, doc/table_format.md), which checkpoints have
 * their index in. @throws TableError
 */
export const readTable = (bytes: Uint8Array): ReadonlyMap<string, Uint8Array> => {
  if (bytes.length < footerBytes) throw new TableError('the file is shorter than its footer');
  const footer = bytes.subarray(bytes.length - footerBytes);
  const mark = new DataView(footer.buffer, footer.byteOffset + footerBytes - 8, 8).getBigUint64(0, true);
  if (mark !== magic) throw new TableError('the footer is not that of a table');
  const cursor: Cursor = { bytes: footer, at: 0 };
  handle(cursor);
  const entries = new Map<string, Uint8Array>();
  const decoder = new TextDecoder();
  for (const [, where] of entriesOf(bytes, handle(cursor)))
    for (const [key, value] of entriesOf(bytes, handle({ bytes: where, at: 0 }))) {
      if (entries.size === mostEntries) throw new TableError(`it has more than ${String(mostEntries)} entries`);
      entries.set(decoder.decode(key), value);
    }
  return entries;
};
