/**
 * The tables of TensorFlow Lite's schema (version 3) that tinyml reads and writes, as data: for each field its slot,
 * its type and, where not zero, its default. `[T]` is a vector, a capitalised name a table, `union` a table whose name
 * another field gives. Source: tensorflow/compiler/mlir/lite/schema/schema.fbs.
 */
export const tables = {
  Model: {
    version: [0, 'uint32'],
    operatorCodes: [1, '[OperatorCode]'],
    subgraphs: [2, '[SubGraph]'],
    description: [3, 'string'],
    buffers: [4, '[Buffer]'],
    metadataBuffer: [5, '[int32]'],
    metadata: [6, '[Metadata]'],
    signatureDefs: [7, '[SignatureDef]'],
    externalBuffers: [9, '[ExternalBuffer]'],
  },
  OperatorCode: {
    deprecatedBuiltinCode: [0, 'int8'],
    customCode: [1, 'string'],
    version: [2, 'int32', 1],
    builtinCode: [3, 'int32'],
  },
  SubGraph: {
    tensors: [0, '[Tensor]'],
    inputs: [1, '[int32]'],
    outputs: [2, '[int32]'],
    operators: [3, '[Operator]'],
    name: [4, 'string'],
  },
  Tensor: {
    shape: [0, '[int32]'],
    type: [1, 'int8'],
    buffer: [2, 'uint32'],
    name: [3, 'string'],
    quantization: [4, 'QuantizationParameters'],
    isVariable: [5, 'bool'],
    sparsity: [6, 'union'],
    shapeSignature: [7, '[int32]'],
    hasRank: [8, 'bool'],
    externalBuffer: [10, 'uint32'],
  },
  QuantizationParameters: {
    min: [0, '[float32]'],
    max: [1, '[float32]'],
    scale: [2, '[float32]'],
    zeroPoint: [3, '[int64]'],
    detailsType: [4, 'uint8'],
    quantizedDimension: [6, 'int32'],
  },
  Operator: {
    opcodeIndex: [0, 'uint32'],
    inputs: [1, '[int32]'],
    outputs: [2, '[int32]'],
    builtinOptionsType: [3, 'uint8'],
    builtinOptions: [4, 'union'],
    customOptions: [5, '[uint8]'],
    mutatingVariableInputs: [7, '[uint8]'],
    intermediates: [8, '[int32]'],
    builtinOptions2Type: [11, 'uint8'],
  },
  Buffer: { data: [0, '[uint8]'], offset: [1, 'uint64'], size: [2, 'uint64'] },
  ExternalBuffer: {},
  Metadata: { name: [0, 'string'], buffer: [1, 'uint32'] },
  SignatureDef: {
    inputs: [0, '[TensorMap]'],
    outputs: [1, '[TensorMap]'],
    signatureKey: [2, 'string'],
    subgraphIndex: [4, 'uint32'],
  },
  TensorMap: { name: [0, 'string'], tensorIndex: [1, 'uint32'] },
  NoOptions: {},
  BlockOptions: { blockSize: [0, 'int32'] },
  MirrorPadOptions: { mode: [0, 'int8'] },
  Conv2DOptions: {
    padding: [0, 'int8'],
    strideW: [1, 'int32'],
    strideH: [2, 'int32'],
    activation: [3, 'int8'],
    dilationW: [4, 'int32', 1],
    dilationH: [5, 'int32', 1],
  },
  DepthwiseConv2DOptions: {
    padding: [0, 'int8'],
    strideW: [1, 'int32'],
    strideH: [2, 'int32'],
    depthMultiplier: [3, 'int32'],
    activation: [4, 'int8'],
    dilationW: [5, 'int32', 1],
    dilationH: [6, 'int32', 1],
  },
  TransposeConvOptions: {
    padding: [0, 'int8'],
    strideW: [1, 'int32'],
    strideH: [2, 'int32'],
    activation: [3, 'int8'],
  },
  FullyConnectedOptions: {
    activation: [0, 'int8'],
    weightsFormat: [1, 'int8'],
    keepNumDims: [2, 'bool'],
    asymmetricQuantizeInputs: [3, 'bool'],
  },
  Pool2DOptions: {
    padding: [0, 'int8'],
    strideW: [1, 'int32'],
    strideH: [2, 'int32'],
    filterWidth: [3, 'int32'],
    filterHeight: [4, 'int32'],
    activation: [5, 'int8'],
  },
  ReducerOptions: { keepDims: [0, 'bool'] },
  AddOptions: { activation: [0, 'int8'] },
  SubOptions: { activation: [0, 'int8'] },
  MulOptions: { activation: [0, 'int8'] },
  ConcatenationOptions: { axis: [0, 'int32'], activation: [1, 'int8'] },
  ReshapeOptions: { newShape: [0, '[int32]'] },
  SqueezeOptions: { squeezeDims: [0, '[int32]'] },
  SoftmaxOptions: { beta: [0, 'float32'] },
  LeakyReluOptions: { alpha: [0, 'float32'] },
  FakeQuantOptions: { min: [0, 'float32'], max: [1, 'float32'], numBits: [2, 'int32'], narrowRange: [3, 'bool'] },
  GatherOptions: { axis: [0, 'int32'], batchDims: [1, 'int32'] },
  ShapeOptions: { outType: [0, 'int8'] },
  PackOptions: { valuesCount: [0, 'int32'], axis: [1, 'int32'] },
  UnpackOptions: { count: [0, 'int32'], axis: [1, 'int32'] },
  SplitOptions: { numSplits: [0, 'int32'] },
  StridedSliceOptions: {
    beginMask: [0, 'int32'],
    endMask: [1, 'int32'],
    ellipsisMask: [2, 'int32'],
    newAxisMask: [3, 'int32'],
    shrinkAxisMask: [4, 'int32'],
    offset: [5, 'bool'],
  },
  ResizeNearestNeighborOptions: { alignCorners: [0, 'bool'], halfPixelCenters: [1, 'bool'] },
} as const;

type Tables = typeof tables;
export type TableName = keyof Tables;

/** What the table's fields become in JavaScript. */
export interface ScalarTypes {
  bool: boolean;
  int8: number;
  uint8: number;
  int32: number;
  uint32: number;
  uint64: bigint;
  float32: number;
}

interface VectorTypes {
  uint8: Uint8Array;
  int32: readonly number[];
  float32: readonly number[];
  int64: readonly bigint[];
}

/** Bytes of a scalar field or vector element. */
export const widths = { bool: 1, int8: 1, uint8: 1, int32: 4, uint32: 4, float32: 4, int64: 8, uint64: 8 } as const;

/** A table whose kind another field gives: where it lies (when read). */
export interface TableRef {
  readonly position: number;
}

/** A union member to write. */
export interface UnionValue {
  readonly table: TableName;
  readonly fields: Readonly<Record<string, unknown>>;
}

type Reference<T> = T extends `[${infer E}]`
  ? E extends keyof VectorTypes
    ? VectorTypes[E]
    : E extends TableName
      ? readonly Decoded<E>[]
      : never
  : T extends 'string'
    ? string
    : T extends 'union'
      ? TableRef
      : T extends TableName
        ? Decoded<T>
        : never;

type FieldValue<F> = F extends readonly [number, infer T, ...unknown[]]
  ? T extends keyof ScalarTypes
    ? ScalarTypes[T]
    : Reference<T> | undefined
  : never;

/** A table as read: scalars by their default where absent, everything else undefined where absent. */
export type Decoded<T extends TableName> = { readonly [K in keyof Tables[T]]: FieldValue<Tables[T][K]> };

type WrittenReference<T> = T extends 'union'
  ? UnionValue
  : T extends `[${infer E}]`
    ? E extends TableName
      ? readonly Encodable<E>[]
      : Reference<T>
    : T extends TableName
      ? Encodable<T>
      : Reference<T>;

type WrittenField<F> = F extends readonly [number, infer T, ...unknown[]]
  ? T extends keyof ScalarTypes
    ? ScalarTypes[T]
    : WrittenReference<T>
  : never;

/** A table to write: what is absent or equal to the default takes no bytes. */
export type Encodable<T extends TableName> = { readonly [K in keyof Tables[T]]?: WrittenField<Tables[T][K]> };

/** A field as the generic decoder and encoder see it. */
export type Field = readonly [slot: number, type: string, initial?: number];

const fields = new Map<TableName, readonly (readonly [name: string, field: Field])[]>(
  Object.entries(tables).map(([table, list]) => [table as TableName, Object.entries<Field>(list)]),
);

export const fieldsOf = (table: TableName): readonly (readonly [name: string, field: Field])[] =>
  fields.get(table) ?? [];
