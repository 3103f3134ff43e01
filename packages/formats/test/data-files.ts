import { deflateRawSync } from 'node:zlib';

type Write = (view: DataView, at: number, value: number, little: boolean) => void;

const writers: Readonly<Record<string, readonly [number, Write]>> = {
  f4: [
    4,
    (view, at, value, little) => {
      view.setFloat32(at, value, little);
    },
  ],
  f8: [
    8,
    (view, at, value, little) => {
      view.setFloat64(at, value, little);
    },
  ],
  i1: [
    1,
    (view, at, value) => {
      view.setInt8(at, value);
    },
  ],
  u1: [
    1,
    (view, at, value) => {
      view.setUint8(at, value);
    },
  ],
  i2: [
    2,
    (view, at, value, little) => {
      view.setInt16(at, value, little);
    },
  ],
  u2: [
    2,
    (view, at, value, little) => {
      view.setUint16(at, value, little);
    },
  ],
  i4: [
    4,
    (view, at, value, little) => {
      view.setInt32(at, value, little);
    },
  ],
  u4: [
    4,
    (view, at, value, little) => {
      view.setUint32(at, value, little);
    },
  ],
  i8: [
    8,
    (view, at, value, little) => {
      view.setBigInt64(at, BigInt(value), little);
    },
  ],
  u8: [
    8,
    (view, at, value, little) => {
      view.setBigUint64(at, BigInt(value), little);
    },
  ],
};

const elements = (kind: string, values: readonly number[], little: boolean): Buffer => {
  const [width, write] = writers[kind] ?? [1, () => undefined];
  const view = new DataView(new ArrayBuffer(width * values.length));
  values.forEach((value, i) => {
    write(view, i * width, value, little);
  });
  return Buffer.from(view.buffer);
};

/** A .npy file; `as` writes another type into the header than the bytes have. */
export const npy = (
  description: string,
  shape: readonly number[],
  values: readonly number[],
  { version = 1, fortran = false, as = description } = {},
): Buffer => {
  const list = shape.length === 1 ? `${String(shape[0])},` : shape.join(', ');
  const text = `{'descr': '${as}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${list}), }`;
  const lead = version === 1 ? 10 : 12;
  const header = text.padEnd(Math.ceil((lead + text.length + 1) / 64) * 64 - lead - 1) + '\n';
  const start = Buffer.alloc(lead);
  start.write('\x93NUMPY', 'latin1');
  start[6] = version;
  if (version === 1) start.writeUInt16LE(header.length, 8);
  else start.writeUInt32LE(header.length, 8);
  return Buffer.concat([
    start,
    Buffer.from(header),
    elements(description.slice(1), values, !description.startsWith('>')),
  ]);
};

const idxKinds: Readonly<Record<number, string>> = { 8: 'u1', 9: 'i1', 11: 'i2', 12: 'i4', 13: 'f4', 14: 'f8' };

export const idx = (type: number, shape: readonly number[], values: readonly number[]): Buffer => {
  const head = Buffer.from([0, 0, type, shape.length]);
  return Buffer.concat([head, elements('u4', shape, false), elements(idxKinds[type] ?? 'u1', values, false)]);
};

/** A zip archive without checksums, which the reader leaves alone; `size` lies about the entries' inflated size. */
export const zip = (
  files: Readonly<Record<string, Buffer>>,
  deflate: boolean,
  { size }: { readonly size?: number } = {},
): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = deflate ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(deflate ? 8 : 0, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, index, end]);
};
