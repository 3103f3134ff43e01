import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Numbers of ONNX's element types. */
const codes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, double: 11 } as const;
type Code = keyof typeof codes;

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly texts: readonly string[] }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly graph: FileGraph }
  | { readonly refersTo: string };

export interface FileNode {
  readonly op: string;
  readonly in?: readonly string[];
  readonly out: readonly string[];
  readonly name?: string;
  readonly domain?: string;
  readonly attrs?: Readonly<Record<string, Attribute>>;
}

export interface FileTensor {
  readonly dtype?: Code;
  readonly shape: readonly number[];
  readonly values?: readonly number[];
  /** Entries that say where in another file the elements are. */
  readonly external?: Readonly<Record<string, string>>;
}

export interface FileGraph {
  readonly nodes: readonly FileNode[];
  /** A size, or the name of an open one. */
  readonly inputs?: Readonly<Record<string, readonly (number | string)[]>>;
  readonly inputType?: Code;
  readonly outputs: readonly string[];
  readonly constants?: Readonly<Record<string, FileTensor>>;
}

export interface FileFunction {
  readonly name: string;
  readonly domain: string;
  readonly in: readonly string[];
  readonly out: readonly string[];
  readonly nodes: readonly FileNode[];
}

const length = WireType.LengthDelimited;
type Writer = BinaryWriter;

const text = (to: Writer, field: number, value: string): Writer => to.tag(field, length).string(value);
const int = (to: Writer, field: number, value: number): Writer => to.tag(field, WireType.Varint).int64(value);
const part = (to: Writer, field: number, write: (to: Writer) => void): Writer => {
  to.tag(field, length).fork();
  write(to);
  return to.join();
};

const tensor = (to: Writer, name: string, { dtype = 'float32', shape, values = [], external }: FileTensor): void => {
  for (const size of shape) int(to, 1, size);
  int(to, 2, codes[dtype]);
  text(to, 8, name);
  if (external !== undefined) {
    for (const [key, value] of Object.entries(external)) part(to, 13, (entry) => text(text(entry, 1, key), 2, value));
    int(to, 14, 1);
  } else if (dtype === 'int64') for (const value of values) int(to, 7, value);
  else if (dtype === 'float32') to.tag(9, length).bytes(new Uint8Array(Float32Array.from(values).buffer));
  else if (dtype === 'double') to.tag(9, length).bytes(new Uint8Array(Float64Array.from(values).buffer));
  else for (const value of values) int(to, 5, value);
};

const valueInfo = (to: Writer, name: string, dtype: Code, shape: readonly (number | string)[]): void => {
  text(to, 1, name);
  part(to, 2, (type) =>
    part(type, 1, (of) => {
      int(of, 1, codes[dtype]);
      part(of, 2, (dims) => {
        for (const size of shape)
          part(dims, 1, (dim) => (typeof size === 'number' ? int(dim, 1, size) : text(dim, 2, size)));
      });
    }),
  );
};

const attribute = (to: Writer, name: string, value: Attribute): void => {
  text(to, 1, name);
  if ('int' in value) int(to, 3, value.int);
  else if ('float' in value) to.tag(2, WireType.Bit32).float(value.float);
  else if ('text' in value) text(to, 4, value.text);
  else if ('texts' in value) for (const each of value.texts) text(to, 9, each);
  else if ('ints' in value) for (const each of value.ints) int(to, 8, each);
  else if ('floats' in value) for (const each of value.floats) to.tag(7, WireType.Bit32).float(each);
  else if ('graph' in value) part(to, 6, (inner) => graph(inner, value.graph));
  else text(to, 21, value.refersTo);
};

const node = (to: Writer, { op, in: inputs = [], out, name = '', domain = '', attrs = {} }: FileNode): void => {
  for (const input of inputs) text(to, 1, input);
  for (const output of out) text(to, 2, output);
  text(text(to, 3, name), 4, op);
  for (const [key, value] of Object.entries(attrs)) part(to, 5, (inner) => attribute(inner, key, value));
  text(to, 7, domain);
};

const graph = (to: Writer, content: FileGraph): void => {
  const { nodes, inputs = {}, inputType = 'float32', outputs, constants = {} } = content;
  for (const each of nodes) part(to, 1, (inner) => node(inner, each));
  text(to, 2, 'graph');
  for (const [name, value] of Object.entries(constants)) part(to, 5, (inner) => tensor(inner, name, value));
  for (const [name, shape] of Object.entries(inputs)) part(to, 11, (inner) => valueInfo(inner, name, inputType, shape));
  for (const name of outputs) part(to, 12, (inner) => valueInfo(inner, name, 'float32', []));
};

/** The bytes of an ONNX model. */
export const onnxFile = (
  content: FileGraph,
  { version = 20, functions = [] as readonly FileFunction[] } = {},
): Uint8Array => {
  const to = int(new BinaryWriter(), 1, 10);
  text(to, 2, 'test');
  part(to, 7, (inner) => graph(inner, content));
  const called = content.nodes.map(({ domain = '' }) => domain);
  const domains = new Set(['', ...called, ...functions.map(({ domain }) => domain)]);
  for (const domain of domains) part(to, 8, (inner) => int(text(inner, 1, domain), 2, domain === '' ? version : 1));
  for (const { name, domain, in: inputs, out, nodes } of functions)
    part(to, 25, (inner) => {
      text(inner, 1, name);
      for (const input of inputs) text(inner, 4, input);
      for (const output of out) text(inner, 5, output);
      for (const each of nodes) part(inner, 7, (within) => node(within, each));
      part(inner, 9, (opset) => int(text(opset, 1, ''), 2, version));
      text(inner, 10, domain);
    });
  return to.finish();
};
