import { bytes, byteStrings, doubles, float, floats, int, ints, mapping, message, part, parts, text, texts, wideInts, type Message } from '../protobuf/message.ts'; // prettier-ignore

/** Messages of tensorflow/core/framework and tensorflow/core/protobuf: the fields that an importer reads. */

export interface ShapeProto {
  readonly dim: { readonly size: number | undefined }[];
  readonly unknownRank: number | undefined;
}

/** A tensor; the lists hold the elements of one type, where `content` does not hold their bytes. */
export interface TensorProto {
  readonly dtype: number | undefined;
  readonly shape: ShapeProto | undefined;
  readonly content: Uint8Array | undefined;
  readonly halfs: number[];
  readonly floats: number[];
  readonly doubles: number[];
  readonly ints: number[];
  readonly strings: Uint8Array[];
  readonly longs: bigint[];
  readonly bools: number[];
}

export interface AttrValue {
  readonly list: AttrList | undefined;
  readonly s: Uint8Array | undefined;
  readonly i: number | undefined;
  readonly f: number | undefined;
  readonly b: number | undefined;
  readonly type: number | undefined;
  readonly shape: ShapeProto | undefined;
  readonly tensor: TensorProto | undefined;
  readonly func: { readonly name: string } | undefined;
}

export interface AttrList {
  readonly s: Uint8Array[];
  readonly i: number[];
  readonly f: number[];
  readonly type: number[];
  readonly func: { readonly name: string }[];
}

export interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input: string[];
  readonly attr: Map<string, AttrValue>;
}

interface ArgDef {
  readonly name: string;
  readonly type: number | undefined;
}

export interface FunctionDef {
  readonly signature: { readonly name: string; readonly inputs: ArgDef[]; readonly outputs: ArgDef[] } | undefined;
  readonly attr: Map<string, AttrValue>;
  readonly node: NodeDef[];
  readonly ret: { readonly key: string; readonly value: string }[];
}

export interface GraphDef {
  readonly node: NodeDef[];
  readonly library: { readonly function: FunctionDef[] } | undefined;
}

export interface TensorInfo {
  readonly name: string;
  readonly dtype: number | undefined;
  readonly shape: ShapeProto | undefined;
}

export interface SignatureDef {
  readonly inputs: Map<string, TensorInfo>;
  readonly outputs: Map<string, TensorInfo>;
}

export interface MetaGraphDef {
  readonly info: { readonly tags: string[] } | undefined;
  readonly graph: GraphDef | undefined;
  readonly saver: { readonly restore: string } | undefined;
  readonly signatures: Map<string, SignatureDef>;
}

export interface SavedModel {
  readonly metaGraphs: MetaGraphDef[];
}

export const shapeProto: Message<ShapeProto> = message<ShapeProto>({
  dim: parts(2, () => message({ size: int(1) })),
  unknownRank: int(3),
});

const tensorProto: Message<TensorProto> = message<TensorProto>({
  dtype: int(1),
  shape: part(2, () => shapeProto),
  content: bytes(4),
  halfs: ints(13),
  floats: floats(5),
  doubles: doubles(6),
  ints: ints(7),
  strings: byteStrings(8),
  longs: wideInts(10),
  bools: ints(11),
});

const functionName = message({ name: text(1) });

const attrList: Message<AttrList> = message<AttrList>({
  s: byteStrings(2),
  i: ints(3),
  f: floats(4),
  type: ints(6),
  func: parts(9, () => functionName),
});

const attrValue: Message<AttrValue> = message<AttrValue>({
  list: part(1, () => attrList),
  s: bytes(2),
  i: int(3),
  f: float(4),
  b: int(5),
  type: int(6),
  shape: part(7, () => shapeProto),
  tensor: part(8, () => tensorProto),
  func: part(10, () => functionName),
});

const nodeDef: Message<NodeDef> = message<NodeDef>({
  name: text(1),
  op: text(2),
  input: texts(3),
  attr: mapping(5, () => attrValue),
});

const argDef: Message<ArgDef> = message<ArgDef>({ name: text(1), type: int(3) });

const functionDef: Message<FunctionDef> = message<FunctionDef>({
  signature: part(1, () => message({ name: text(1), inputs: parts(2, () => argDef), outputs: parts(3, () => argDef) })),
  attr: mapping(5, () => attrValue),
  node: parts(3, () => nodeDef),
  ret: parts(4, () => message({ key: text(1), value: text(2) })),
});

export const graphDef: Message<GraphDef> = message<GraphDef>({
  node: parts(1, () => nodeDef),
  library: part(2, () => message({ function: parts(1, () => functionDef) })),
});

const tensorInfo: Message<TensorInfo> = message<TensorInfo>({
  name: text(1),
  dtype: int(2),
  shape: part(3, () => shapeProto),
});

const signatureDef: Message<SignatureDef> = message<SignatureDef>({
  inputs: mapping(1, () => tensorInfo),
  outputs: mapping(2, () => tensorInfo),
});

const metaGraphDef: Message<MetaGraphDef> = message<MetaGraphDef>({
  info: part(1, () => message({ tags: texts(4) })),
  graph: part(2, () => graphDef),
  saver: part(3, () => message({ restore: text(3) })),
  signatures: mapping(5, () => signatureDef),
});

export const savedModel: Message<SavedModel> = message<SavedModel>({ metaGraphs: parts(2, () => metaGraphDef) });

/** An entry of a checkpoint's index (tensor_bundle.proto). */
export interface BundleEntry {
  readonly dtype: number | undefined;
  readonly shape: ShapeProto | undefined;
  readonly shard: number | undefined;
  readonly offset: number | undefined;
  readonly size: number | undefined;
  readonly slices: object[];
}

export const bundleEntry: Message<BundleEntry> = message<BundleEntry>({
  dtype: int(1),
  shape: part(2, () => shapeProto),
  shard: int(3),
  offset: int(4),
  size: int(5),
  slices: parts(7, () => message({})),
});

export const bundleHeader = message({ shards: int(1), endianness: int(2) });
