import { crc32 } from 'node:zlib';

/** One array of unsigned bytes as NumPy writes it: the npy format 1.0. */
export const npyBytes = (shape: readonly number[], data: Uint8Array): Buffer => {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`;
  const start = Buffer.alloc(10);
  start.write('\u0093NUMPY\u0001\u0000', 'latin1');
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header, 'latin1'), data]);
};

/** A ZIP archive of one stored file, as `numpy.savez` writes an array. */
export const npzBytes = (name: string, shape: readonly number[], data: Uint8Array): Buffer => {
  const content = npyBytes(shape, data);
  const file = Buffer.from(`${name}.npy`);
  // Version, flags, method, time, date, checksum, sizes, lengths of name and extra field: the same in both headers.
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, file, content]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields, Buffer.alloc(14), file]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
};

/** Seeded bytes, evenly distributed. */
export const seededBytes = (length: number, seed: number): Uint8Array => {
  let state = seed >>> 0;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
};
