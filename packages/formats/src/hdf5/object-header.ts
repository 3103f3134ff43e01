import { check, expectMark, malformed, uint, unsupported, type Source } from './source.ts';

/** A header message: `offset` is that of its body. */
export interface Message {
  readonly type: number;
  readonly offset: number;
  readonly length: number;
}

export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

interface Chunk {
  readonly start: number;
  readonly end: number;
}

/** Types whose body may lie elsewhere (a committed datatype); such files are refused when the message is used. */
const sharedFlag = 0x02;

const readChunks = (
  source: Source,
  first: Chunk,
  prefix: (chunk: Chunk) => Chunk,
  header: number,
): readonly Message[] => {
  const messages: Message[] = [];
  const chunks = [first];
  for (let next = chunks.shift(); next !== undefined; next = chunks.shift()) {
    let at = next.start;
    while (at + header <= next.end) {
      const [typeWidth, flagsAt] = header === 8 ? [2, 4] : [1, 3];
      const type = uint(source, at, typeWidth, 'an object header message');
      const length = uint(source, at + typeWidth, 2, 'an object header message');
      const flags = uint(source, at + flagsAt, 1, 'an object header message');
      const body = at + header;
      if (body + length > next.end) throw malformed(source, 'a message reaches past its object header', at);
      if (type === messageTypes.continuation) {
        const start = uint(source, body, 8, 'a header continuation');
        const size = uint(source, body + 8, 8, 'a header continuation');
        check(source, start, size, 'a header continuation');
        chunks.push(prefix({ start, end: start + size }));
      } else if ((flags & sharedFlag) !== 0 && type !== 0) {
        throw unsupported(source, 'shared (committed) header messages are not supported');
      } else messages.push({ type, offset: body, length });
      at = body + length;
    }
  }
  return messages;
};

/** Version 1, as libraries before 1.8 and h5py by default write it. */
const readVersion1 = (source: Source, address: number): readonly Message[] => {
  const size = uint(source, address + 8, 4, 'an object header');
  const start = address + 16;
  check(source, start, size, 'an object header');
  return readChunks(source, { start, end: start + size }, (chunk) => chunk, 8);
};

const readVersion2 = (source: Source, address: number): readonly Message[] => {
  expectMark(source, address, 'OHDR');
  const flags = uint(source, address + 5, 1, 'an object header');
  const sizeAt = address + 6 + ((flags & 0x20) === 0 ? 0 : 16) + ((flags & 0x10) === 0 ? 0 : 4);
  const width = 1 << (flags & 3);
  const size = uint(source, sizeAt, width, 'an object header');
  const start = sizeAt + width;
  check(source, start, size, 'an object header');
  const inner = (chunk: Chunk): Chunk => {
    expectMark(source, chunk.start, 'OCHK');
    return { start: chunk.start + 4, end: chunk.end - 4 };
  };
  return readChunks(source, { start, end: start + size }, inner, (flags & 4) === 0 ? 4 : 6);
};

/** The messages of the object at `address`. @throws TinymlError (TML20x) when the header is damaged. */
export const readObjectHeader = (source: Source, address: number): readonly Message[] => {
  const version = uint(source, address, 1, 'an object header');
  if (version === 1) return readVersion1(source, address);
  return readVersion2(source, address);
};
