import { readAttribute, type Attribute } from './attribute.ts';
import { walkBTree2 } from './btree2.ts';
import { readDataset, type Dataset } from './dataset.ts';
import { openFractalHeap } from './fractal-heap.ts';
import { messageTypes, readObjectHeader, type Message } from './object-header.ts';
import { isUndefinedAddress, malformed, openSource, text, uint, type Source } from './source.ts';
import { rootAddress } from './superblock.ts';
import { readSymbolTable } from './symbol-table.ts';

/** A group or a dataset; what it holds is read when it is asked for. */
export interface Hdf5Object {
  readonly attribute: (name: string) => Attribute | undefined;
  /** Names of the links of a group, in the file's order. */
  readonly names: () => readonly string[];
  /** The object at a relative path such as `conv2d/kernel:0`. */
  readonly child: (path: string) => Hdf5Object | undefined;
  /** Shape and elements, where this is a dataset. */
  readonly dataset: () => Dataset | undefined;
}

/** A link message (specification IV.A.2.g); undefined where it is soft or external: those are not followed. */
const readLink = (source: Source, offset: number): readonly [string, number] | undefined => {
  const flags = uint(source, offset + 1, 1, 'a link');
  const type = (flags & 8) === 0 ? 0 : uint(source, offset + 2, 1, 'a link');
  const width = 1 << (flags & 3);
  const at = offset + 2 + ((flags & 8) === 0 ? 0 : 1) + ((flags & 4) === 0 ? 0 : 8) + ((flags & 16) === 0 ? 0 : 1);
  const length = uint(source, at, width, 'a link');
  const name = text(source, at + width, length, 'the name of a link');
  return type === 0 ? [name, uint(source, at + width + length, 8, 'a link')] : undefined;
};

/** Offsets of the objects that a link info or attribute info message stores outside the header. */
const denseObjects = (source: Source, message: Message, type: 5 | 8): readonly Message[] => {
  const flags = uint(source, message.offset + 1, 1, 'a group');
  const heapAt = message.offset + 2 + ((flags & 1) === 0 ? 0 : type === 5 ? 8 : 2);
  const heapAddress = uint(source, heapAt, 8, 'a group');
  if (isUndefinedAddress(heapAddress)) return [];
  const heap = openFractalHeap(source, heapAddress);
  const objects: Message[] = [];
  walkBTree2(source, uint(source, heapAt + 8, 8, 'a group'), type, (record) => {
    objects.push({ type: messageTypes.attribute, ...heap.locate(type === 5 ? record + 4 : record) });
  });
  return objects;
};

const readLinks = (source: Source, messages: readonly Message[]): ReadonlyMap<string, number> => {
  const links = new Map<string, number>();
  for (const message of messages) {
    if (message.type === messageTypes.symbolTable)
      for (const [name, address] of readSymbolTable(source, message.offset)) links.set(name, address);
    const offsets =
      message.type === messageTypes.link
        ? [message.offset]
        : message.type === messageTypes.linkInfo
          ? denseObjects(source, message, 5).map(({ offset }) => offset)
          : [];
    for (const offset of offsets) {
      const link = readLink(source, offset);
      if (link !== undefined) links.set(link[0], link[1]);
    }
  }
  return links;
};

const readAttributes = (source: Source, messages: readonly Message[]): readonly Attribute[] =>
  [
    ...messages.filter(({ type }) => type === messageTypes.attribute),
    ...messages
      .filter(({ type }) => type === messageTypes.attributeInfo)
      .flatMap((message) => denseObjects(source, message, 8)),
  ].map((message) => readAttribute(source, message));

/** Objects by address: each is read once, however often its name is looked up. */
type Objects = Map<number, Hdf5Object>;

const readObject = (source: Source, objects: Objects, address: number): Hdf5Object => {
  const known = objects.get(address);
  if (known !== undefined) return known;
  if (isUndefinedAddress(address)) throw malformed(source, 'a link to nothing');
  const messages = readObjectHeader(source, address);
  let links: ReadonlyMap<string, number> | undefined;
  let attributes: readonly Attribute[] | undefined;
  const linksOf = (): ReadonlyMap<string, number> => (links ??= readLinks(source, messages));
  const object: Hdf5Object = {
    attribute: (name) => (attributes ??= readAttributes(source, messages)).find((attribute) => attribute.name === name),
    names: () => [...linksOf().keys()],
    child: (path) => {
      const [first, ...rest] = path.split('/').filter((part) => part !== '');
      const found = first === undefined ? undefined : linksOf().get(first);
      if (found === undefined) return undefined;
      const child = readObject(source, objects, found);
      return rest.length === 0 ? child : child.child(rest.join('/'));
    },
    dataset: () => readDataset(source, messages),
  };
  objects.set(address, object);
  return object;
};

/**
 * The root group of an HDF5 file: what h5py and Keras write, which is superblocks 0–3, old and new groups, contiguous,
 * compact and chunked (B-tree) data with deflate, shuffle and Fletcher-32.
 * @throws TinymlError (TML201, TML202, TML208), also later when a damaged part is asked for.
 */
export const openHdf5 = (path: string, bytes: Uint8Array): Hdf5Object => {
  const source = openSource(path, bytes);
  return readObject(source, new Map(), rootAddress(source));
};
