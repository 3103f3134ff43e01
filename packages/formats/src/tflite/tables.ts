import type { ScalarTypes, TableFields, TableValues, VectorTypes } from './fields.ts';

/**
 * The tables of which a file itself is made, in TensorFlow Lite's schema (version 3); what operators have of their own
 * stands with each of them. Source: tensorflow/compiler/mlir/lite/schema/schema.fbs.
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
    sparsity: [6, 'SparsityParameters'],
    shapeSignature: [7, '[int32]'],
    hasRank: [8, 'bool'],
    externalBuffer: [10, 'uint32'],
  },
  SparsityParameters: {
    traversalOrder: [0, '[int32]'],
    blockMap: [1, '[int32]'],
    dimMetadata: [2, '[DimensionMetadata]'],
  },
  DimensionMetadata: {
    format: [0, 'int8'],
    denseSize: [1, 'int32'],
    arraySegmentsType: [2, 'uint8'],
    arraySegments: [3, 'union'],
    arrayIndicesType: [4, 'uint8'],
    arrayIndices: [5, 'union'],
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
    builtinOptions2: [12, 'union'],
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
} as const;

type Tables = typeof tables;
export type TableName = keyof Tables;

/** A table whose kind another field gives: where it lies (when read). */
export interface TableRef {
  readonly position: number;
}

/** A union member to write. */
export interface UnionValue {
  readonly fields: TableFields;
  readonly values: TableValues;
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

/** The fields of the table of that name. */
export const fieldsNamed = (name: string): TableFields => tables[name as TableName];
