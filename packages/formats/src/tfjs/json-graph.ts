import { TinymlError } from '@tinyml/core';
import { malformedModel } from '../diagnostics/model.ts';
import { isJson, type Json } from '../keras/config.ts';
import type { AttrList, AttrValue, FunctionDef, GraphDef, NodeDef, ShapeProto, TensorInfo, TensorProto } from '../tensorflow/schema.ts'; // prettier-ignore

/** Numbers of TensorFlow's DataType, by the names that JSON has. */
const types: Readonly<Record<string, number>> = {
  DT_FLOAT: 1,
  DT_DOUBLE: 2,
  DT_INT32: 3,
  DT_UINT8: 4,
  DT_INT16: 5,
  DT_INT8: 6,
  DT_STRING: 7,
  DT_COMPLEX64: 8,
  DT_INT64: 9,
  DT_BOOL: 10,
  DT_BFLOAT16: 14,
  DT_HALF: 19,
  DT_RESOURCE: 20,
  DT_VARIANT: 21,
  DT_UINT32: 22,
  DT_UINT64: 23,
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const object = (value: unknown): Json => (isJson(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** 64-bit integers are texts in JSON. */
const number = (value: unknown): number | undefined => {
  const read = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
};
const numbers = (value: unknown): number[] => list(value).flatMap((each) => number(each) ?? []);
const typeOf = (value: unknown): number | undefined => (typeof value === 'string' ? types[value] : number(value));
const bytesOf = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(text(value), 'base64'));

const shapeOf = (value: unknown): ShapeProto => ({
  dim: list(object(value)['dim']).map((dim) => ({ size: number(object(dim)['size']) })),
  unknownRank: object(value)['unknownRank'] === true ? 1 : undefined,
});

const noElements = { halfs: [], floats: [], doubles: [], ints: [], strings: [], longs: [], bools: [] };

/** A tensor whose elements stand in the weight files. */
export const tensorOfBytes = (dtype: number, shape: readonly number[], content: Uint8Array): TensorProto => ({
  ...noElements,
  dtype,
  shape: { dim: shape.map((size) => ({ size })), unknownRank: undefined },
  content,
});

const tensorOf = (value: Json): TensorProto => ({
  dtype: typeOf(value['dtype']),
  shape: shapeOf(value['tensorShape']),
  content: value['tensorContent'] === undefined ? undefined : bytesOf(value['tensorContent']),
  halfs: numbers(value['halfVal']),
  floats: numbers(value['floatVal']),
  doubles: numbers(value['doubleVal']),
  ints: numbers(value['intVal']),
  strings: list(value['stringVal']).map(bytesOf),
  longs: numbers(value['int64Val']).filter(Number.isSafeInteger).map(BigInt),
  bools: list(value['boolVal']).map((each) => (each === true ? 1 : 0)),
});

const listOf = (value: Json): AttrList => ({
  s: list(value['s']).map(bytesOf),
  i: numbers(value['i']),
  f: numbers(value['f']),
  type: list(value['type']).flatMap((each) => typeOf(each) ?? []),
  func: list(value['func']).map((each) => ({ name: text(object(each)['name']) })),
});

const attrOf = (json: unknown): AttrValue => {
  const value = object(json);
  const { b } = value;
  return {
    list: isJson(value['list']) ? listOf(value['list']) : undefined,
    s: value['s'] === undefined ? undefined : bytesOf(value['s']),
    i: number(value['i']),
    f: number(value['f']),
    b: typeof b === 'boolean' ? Number(b) : undefined,
    type: typeOf(value['type']),
    shape: value['shape'] === undefined ? undefined : shapeOf(value['shape']),
    tensor: isJson(value['tensor']) ? tensorOf(value['tensor']) : undefined,
    func: isJson(value['func']) ? { name: text(value['func']['name']) } : undefined,
  };
};

const nodeOf = (json: unknown): NodeDef => {
  const value = object(json);
  return {
    name: text(value['name']),
    op: text(value['op']),
    input: list(value['input']).map(text),
    attr: new Map(Object.entries(object(value['attr'])).map(([name, attr]) => [name, attrOf(attr)])),
  };
};

const argOf = (json: unknown) => ({ name: text(object(json)['name']), type: typeOf(object(json)['type']) });

const functionOf = (json: unknown): FunctionDef => {
  const value = object(json);
  const signature = object(value['signature']);
  return {
    signature: {
      name: text(signature['name']),
      inputs: list(signature['inputArg']).map(argOf),
      outputs: list(signature['outputArg']).map(argOf),
    },
    attr: new Map(),
    node: list(value['nodeDef']).map(nodeOf),
    ret: Object.entries(object(value['ret'])).map(([key, of]) => ({ key, value: text(of) })),
  };
};

const mostNodes = 100_000;

/** A GraphDef in JSON, as TensorFlow.js has it. @throws TinymlError TML202 */
export const graphFromJson = (path: string, topology: Json): GraphDef => {
  const nodes = list(topology['node']);
  if (nodes.length === 0 || nodes.length > mostNodes)
    throw new TinymlError(malformedModel(path, `modelTopology: ${String(nodes.length)} nodes`));
  const functions = list(object(topology['library'])['function']);
  return { node: nodes.map(nodeOf), library: { function: functions.map(functionOf) } };
};

/** Inputs or outputs of a signature in JSON. */
export const endsFromJson = (ends: unknown): ReadonlyMap<string, TensorInfo> =>
  new Map(
    Object.entries(object(ends)).map(([name, info]) => {
      const { name: tensor, dtype, tensorShape } = object(info);
      return [name, { name: text(tensor), dtype: typeOf(dtype), shape: tensorShape === undefined ? undefined : shapeOf(tensorShape) }]; // prettier-ignore
    }),
  );
