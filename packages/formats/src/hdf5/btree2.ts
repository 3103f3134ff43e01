import { expectMark, isUndefinedAddress, malformed, uint, type Source } from './source.ts';

/** Bytes that hold any number up to `limit`. */
const bytesFor = (limit: number): number => Math.floor(Math.log2(Math.max(limit, 1)) / 8) + 1;

/** Calls `visit` with the offset of every record of the version 2 B-tree at `address` (specification III.A.2). */
export const walkBTree2 = (source: Source, address: number, type: number, visit: (record: number) => void): void => {
  expectMark(source, address, 'BTHD');
  const field = (at: number, width: number): number => uint(source, address + at, width, 'a B-tree');
  if (field(5, 1) !== type) throw malformed(source, 'a B-tree of another kind', address);
  const nodeSize = field(6, 4);
  const recordSize = field(10, 2);
  const depth = field(12, 2);
  const root = field(16, 8);
  if (isUndefinedAddress(root)) return;
  if (recordSize === 0 || depth > 16) throw malformed(source, 'a B-tree that cannot be', address);
  const maximumLeaf = Math.floor((nodeSize - 10) / recordSize);
  const countBytes = bytesFor(maximumLeaf);
  // Greatest number of records below a node of each depth: it sets the width of the totals in the nodes above.
  const most = [maximumLeaf];
  const pointerSize = (level: number): number => 8 + countBytes + (level > 1 ? bytesFor(most[level - 1] ?? 1) : 0);
  for (let level = 1; level <= depth; level++) {
    const records = Math.floor((nodeSize - 10 - pointerSize(level)) / (recordSize + pointerSize(level)));
    most.push((records + 1) * (most[level - 1] ?? 0) + records);
  }
  const walk = (node: number, count: number, level: number): void => {
    expectMark(source, node, level === 0 ? 'BTLF' : 'BTIN');
    const records = node + 6;
    for (let i = 0; i < count; i++) visit(records + i * recordSize);
    if (level === 0) return;
    for (let i = 0; i <= count; i++) {
      const pointer = records + count * recordSize + i * pointerSize(level);
      walk(uint(source, pointer, 8, 'a B-tree'), uint(source, pointer + 8, countBytes, 'a B-tree'), level - 1);
    }
  };
  walk(root, field(24, 2), depth);
};
