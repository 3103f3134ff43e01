import { malformed, uint, unsupported, type Source } from './source.ts';

/** What one element is. `string` with `vlen` lies in a global heap. */
export type Datatype =
  | { readonly kind: 'int'; readonly size: number; readonly signed: boolean; readonly bigEndian: boolean }
  | { readonly kind: 'float'; readonly size: number; readonly bigEndian: boolean }
  | { readonly kind: 'string'; readonly size: number; readonly vlen: boolean };

/** The datatype message at `offset` (specification IV.A.2.d): numbers, strings, and h5py's bool, an enum. */
export const readDatatype = (source: Source, offset: number): Datatype => {
  const kind = uint(source, offset, 1, 'a datatype') & 0x0f;
  const bits = uint(source, offset + 1, 1, 'a datatype');
  const size = uint(source, offset + 4, 4, 'a datatype');
  const bigEndian = (bits & 1) === 1;
  switch (kind) {
    case 0:
      if (![1, 2, 4, 8].includes(size)) throw malformed(source, `integers of ${String(size)} bytes`, offset);
      return { kind: 'int', size, signed: (bits & 8) !== 0, bigEndian };
    case 1:
      if (![2, 4, 8].includes(size)) throw unsupported(source, `floating point numbers of ${String(size)} bytes`);
      return { kind: 'float', size, bigEndian };
    case 3:
      return { kind: 'string', size, vlen: false };
    case 8:
      return readDatatype(source, offset + 8);
    case 9:
      if ((bits & 0x0f) !== 1) throw unsupported(source, 'sequences of variable length');
      if (size !== 16) throw malformed(source, `references to strings of ${String(size)} bytes`, offset);
      return { kind: 'string', size, vlen: true };
    default:
      throw unsupported(source, `datatype class ${String(kind)} is not supported`);
  }
};

/** The dataspace message at `offset`: its dimensions; [] for a scalar, [0] where there is no value. */
export const readDataspace = (source: Source, offset: number): readonly number[] => {
  const version = uint(source, offset, 1, 'a dataspace');
  const rank = uint(source, offset + 1, 1, 'a dataspace');
  if (version !== 1 && version !== 2) throw malformed(source, `dataspace version ${String(version)}`, offset);
  if (rank > 32) throw malformed(source, `a dataspace of ${String(rank)} dimensions`, offset);
  if (version === 2 && uint(source, offset + 3, 1, 'a dataspace') === 2) return [0];
  const start = offset + (version === 1 ? 8 : 4);
  return Array.from({ length: rank }, (_, i) => uint(source, start + 8 * i, 8, 'a dataspace'));
};
