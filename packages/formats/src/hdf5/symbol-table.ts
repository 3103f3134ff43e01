import { expectMark, malformed, text, uint, type Source } from './source.ts';

/** A B-tree of version 1 is at most this deep: each level has at least two children. */
const maximumDepth = 32;

/** Calls `visit` with each leaf's key offset and child address (specification III.A.1). `keySize` in bytes. */
export const walkBTree1 = (
  source: Source,
  address: number,
  type: 0 | 1,
  keySize: number,
  visit: (key: number, child: number) => void,
  depth = 0,
): void => {
  if (depth > maximumDepth) throw malformed(source, 'a B-tree without end', address);
  expectMark(source, address, 'TREE');
  if (uint(source, address + 4, 1, 'a B-tree') !== type) throw malformed(source, 'a B-tree of another kind', address);
  const level = uint(source, address + 5, 1, 'a B-tree');
  const used = uint(source, address + 6, 2, 'a B-tree');
  for (let i = 0; i < used; i++) {
    const key = address + 24 + i * (keySize + 8);
    const child = uint(source, key + keySize, 8, 'a B-tree');
    if (level === 0) visit(key, child);
    else walkBTree1(source, child, type, keySize, visit, depth + 1);
  }
};

/** Links of an old-style group: object header addresses by name (specification III.A.1, III.B, III.D). */
export const readSymbolTable = (source: Source, message: number): ReadonlyMap<string, number> => {
  const tree = uint(source, message, 8, 'a group');
  const heap = uint(source, message + 8, 8, 'a group');
  expectMark(source, heap, 'HEAP');
  const heapSize = uint(source, heap + 8, 8, 'a local heap');
  const heapData = uint(source, heap + 24, 8, 'a local heap');
  const links = new Map<string, number>();
  walkBTree1(source, tree, 0, 8, (_, node) => {
    expectMark(source, node, 'SNOD');
    const count = uint(source, node + 6, 2, 'a symbol table');
    for (let i = 0; i < count; i++) {
      const entry = node + 8 + 40 * i;
      const name = uint(source, entry, 8, 'a symbol table');
      if (name >= heapSize) throw malformed(source, 'the name of a link lies outside its heap', entry);
      const length = Math.min(heapSize - name, source.bytes.length - heapData - name, 4096);
      links.set(
        text(source, heapData + name, length, 'the name of a link'),
        uint(source, entry + 8, 8, 'a symbol table'),
      );
    }
  });
  return links;
};
