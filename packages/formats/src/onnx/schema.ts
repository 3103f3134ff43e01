import { byteStrings, bytes, doubles, float, floats, int, ints, message, part, parts, text, texts, wideInts, type Message } from '../protobuf/message.ts'; // prettier-ignore

/** The messages of ONNX that are read, with the field numbers of onnx.proto (ONNX IR version 12). */
export interface TensorProto {
  readonly dims: readonly number[];
  readonly dataType: number | undefined;
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly stringData: readonly Uint8Array[];
  readonly int64Data: readonly bigint[];
  readonly name: string;
  readonly rawData: Uint8Array | undefined;
  readonly doubleData: readonly number[];
  readonly uint64Data: readonly bigint[];
  readonly externalData: readonly EntryProto[];
  /** 1: the elements are in another file. */
  readonly dataLocation: number | undefined;
}

export interface EntryProto {
  readonly key: string;
  readonly value: string;
}

export interface DimensionProto {
  readonly value: number | undefined;
  readonly param: string;
}

export interface TensorTypeProto {
  readonly elemType: number | undefined;
  readonly shape: { readonly dim: readonly DimensionProto[] } | undefined;
}

export interface TypeProto {
  readonly tensor: TensorTypeProto | undefined;
  readonly sequence: object | undefined;
  readonly map: object | undefined;
  readonly optional: object | undefined;
  readonly sparse: object | undefined;
}

export interface ValueInfoProto {
  readonly name: string;
  readonly type: TypeProto | undefined;
}

export interface AttributeProto {
  readonly name: string;
  readonly f: number | undefined;
  readonly i: number | undefined;
  readonly s: Uint8Array | undefined;
  readonly t: TensorProto | undefined;
  readonly g: GraphProto | undefined;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  readonly strings: readonly Uint8Array[];
  readonly tensors: readonly TensorProto[];
  /** Of a node in a function: the attribute of the function's call that it stands for. */
  readonly refAttrName: string;
  readonly type: number | undefined;
  readonly sparse: object | undefined;
}

export interface NodeProto {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly attribute: readonly AttributeProto[];
  readonly domain: string;
  readonly overload: string;
}

export interface GraphProto {
  readonly node: readonly NodeProto[];
  readonly name: string;
  readonly initializer: readonly TensorProto[];
  readonly input: readonly ValueInfoProto[];
  readonly output: readonly ValueInfoProto[];
  readonly sparseInitializer: readonly { readonly values: TensorProto | undefined }[];
}

export interface OperatorSetIdProto {
  readonly domain: string;
  readonly version: number | undefined;
}

export interface FunctionProto {
  readonly name: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly string[];
  readonly node: readonly NodeProto[];
  readonly opsetImport: readonly OperatorSetIdProto[];
  readonly domain: string;
  readonly attributeProto: readonly AttributeProto[];
  readonly overload: string;
}

export interface ModelProto {
  readonly irVersion: number | undefined;
  readonly producerName: string;
  readonly graph: GraphProto | undefined;
  readonly opsetImport: readonly OperatorSetIdProto[];
  readonly functions: readonly FunctionProto[];
}

const nothing = message({});
const entry: Message<EntryProto> = message({ key: text(1), value: text(2) });

export const tensorProto: Message<TensorProto> = message({
  dims: ints(1),
  dataType: int(2),
  floatData: floats(4),
  int32Data: ints(5),
  stringData: byteStrings(6),
  int64Data: wideInts(7),
  name: text(8),
  rawData: bytes(9),
  doubleData: doubles(10),
  uint64Data: wideInts(11),
  externalData: parts(13, () => entry),
  dataLocation: int(14),
});

const dimension: Message<DimensionProto> = message({ value: int(1), param: text(2) });
const shape = message({ dim: parts(1, () => dimension) });
const tensorType: Message<TensorTypeProto> = message({ elemType: int(1), shape: part(2, () => shape) });
const type: Message<TypeProto> = message({
  tensor: part(1, () => tensorType),
  sequence: part(4, () => nothing),
  map: part(5, () => nothing),
  optional: part(9, () => nothing),
  sparse: part(8, () => nothing),
});
const valueInfo: Message<ValueInfoProto> = message({ name: text(1), type: part(2, () => type) });

const attribute: Message<AttributeProto> = message({
  name: text(1),
  f: float(2),
  i: int(3),
  s: bytes(4),
  t: part(5, () => tensorProto),
  g: part(6, () => graph),
  floats: floats(7),
  ints: ints(8),
  strings: byteStrings(9),
  tensors: parts(10, () => tensorProto),
  refAttrName: text(21),
  type: int(20),
  sparse: part(22, () => nothing),
});

const node: Message<NodeProto> = message({
  input: texts(1),
  output: texts(2),
  name: text(3),
  opType: text(4),
  attribute: parts(5, () => attribute),
  domain: text(7),
  overload: text(8),
});

const sparseTensor = message({ values: part(1, () => tensorProto) });

const graph: Message<GraphProto> = message({
  node: parts(1, () => node),
  name: text(2),
  initializer: parts(5, () => tensorProto),
  input: parts(11, () => valueInfo),
  output: parts(12, () => valueInfo),
  sparseInitializer: parts(15, () => sparseTensor),
});

const operatorSetId: Message<OperatorSetIdProto> = message({ domain: text(1), version: int(2) });

const functionProto: Message<FunctionProto> = message({
  name: text(1),
  input: texts(4),
  output: texts(5),
  attribute: texts(6),
  node: parts(7, () => node),
  opsetImport: parts(9, () => operatorSetId),
  domain: text(10),
  attributeProto: parts(11, () => attribute),
  overload: text(13),
});

export const modelProto: Message<ModelProto> = message({
  irVersion: int(1),
  producerName: text(2),
  graph: part(7, () => graph),
  opsetImport: parts(8, () => operatorSetId),
  functions: parts(25, () => functionProto),
});
