import { expectMark, isUndefinedAddress, malformed, slice, uint, unsupported, type Source } from './source.ts';

/** Where the objects of a dense group lie (specification III.G). */
export interface FractalHeap {
  /** Offset in the file of the object with the heap id that lies at `id`, and its length. */
  locate(id: number): { readonly offset: number; readonly length: number };
}

const log2 = (value: number): number => Math.floor(Math.log2(value));

export const openFractalHeap = (source: Source, address: number): FractalHeap => {
  expectMark(source, address, 'FRHP');
  const field = (at: number, width: number): number => uint(source, address + at, width, 'a fractal heap');
  if (field(7, 2) !== 0) throw unsupported(source, 'compressed groups');
  const maximumObject = field(10, 4);
  const width = field(110, 2);
  const firstSize = field(112, 8);
  const maximumDirect = field(120, 8);
  const offsetBytes = Math.ceil(field(128, 2) / 8);
  const root = field(132, 8);
  const rootRows = field(140, 2);
  if (width === 0 || firstSize === 0 || maximumDirect < firstSize || offsetBytes > 8)
    throw malformed(source, 'a fractal heap that cannot hold anything', address);
  const lengthBytes = Math.min(Math.ceil((log2(maximumDirect) + 1) / 8), log2(Math.max(maximumObject, 1)) / 8 + 1) | 0;
  const directRows = log2(maximumDirect) - log2(firstSize) + 2;
  const rowSize = (row: number): number => firstSize * 2 ** Math.max(row - 1, 0);

  /** Offset in the file of heap offset `target`, below the indirect block at `block` that starts at heap offset `start`. */
  const findIn = (block: number, rows: number, start: number, target: number, depth: number): number => {
    expectMark(source, block, 'FHIB');
    if (depth > 16) throw malformed(source, 'a fractal heap without end', block);
    let from = start;
    for (let row = 0; row < rows; row++) {
      const size = rowSize(row);
      if (target >= from + size * width) {
        from += size * width;
        continue;
      }
      const column = Math.floor((target - from) / size);
      const child = uint(source, block + 13 + offsetBytes + 8 * (row * width + column), 8, 'a fractal heap');
      if (isUndefinedAddress(child)) break;
      const childStart = from + column * size;
      if (row < directRows) return child + (target - childStart);
      return findIn(child, log2(size) - log2(firstSize * width) + 1, childStart, target, depth + 1);
    }
    throw malformed(source, 'an object outside its fractal heap', block);
  };

  return {
    locate(id) {
      const kind = (uint(source, id, 1, 'a heap id') >> 4) & 3;
      if (kind !== 0) throw unsupported(source, 'groups with very large or very small entries');
      const target = uint(source, id + 1, offsetBytes, 'a heap id');
      const length = uint(source, id + 1 + offsetBytes, lengthBytes, 'a heap id');
      const offset = rootRows === 0 ? root + target : findIn(root, rootRows, 0, target, 0);
      slice(source, offset, length, 'an object in a fractal heap');
      return { offset, length };
    },
  };
};
