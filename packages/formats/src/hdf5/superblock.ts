import { malformed, slice, uint, unsupported, type Source } from './source.ts';

export const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** Address of the root group's object header (HDF5 file format specification, II.A). */
export const rootAddress = (source: Source): number => {
  const head = slice(source, 0, 8, 'the signature');
  if (!signature.every((byte, i) => head[i] === byte)) throw malformed(source, 'not an HDF5 file', 0);
  const version = uint(source, 8, 1, 'the superblock');
  if (version > 3) throw unsupported(source, `superblock version ${String(version)} is not known`);
  const sizesAt = version < 2 ? 13 : 9;
  const offsets = uint(source, sizesAt, 1, 'the superblock');
  const lengths = uint(source, sizesAt + 1, 1, 'the superblock');
  if (offsets !== 8 || lengths !== 8)
    throw unsupported(source, `addresses of ${String(offsets)} and lengths of ${String(lengths)} bytes, not 8`);
  const addresses = version === 0 ? 24 : version === 1 ? 28 : 12;
  if (uint(source, addresses, 8, 'the superblock') !== 0) throw unsupported(source, 'a user block before the data');
  const end = uint(source, addresses + 16, 8, 'the superblock');
  if (end > source.bytes.length) slice(source, 0, end, `it should have ${String(end)} bytes`);
  return uint(source, addresses + (version < 2 ? 40 : 24), 8, 'the superblock');
};
