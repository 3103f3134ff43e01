import {
  allocate,
  constantValue,
  dtypes,
  elementCount,
  float32ToFloat16,
  formatType,
  type Constants,
  type DType,
  type Graph,
  type Node,
  type Tensor,
  type TensorData,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { parse } from 'yaml';
import { seeded } from './smooth-noise.ts';

/**
 * Graphs of test cases. Types are `float32[1,4]`, or `int8[1,4] 0.5 -128` (scale, zero point), or
 * `int8[2,4] 0.5,0.25 @0` (scales along axis 0). A constant lists its elements, or says which seeded numbers it has.
 */
interface GraphFile {
  readonly inputs: Readonly<Record<string, string>>;
  readonly constants?: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly data?: readonly number[];
        readonly seed?: number;
        readonly low?: number;
        readonly high?: number;
      }
    >
  >;
  /** Results in order: `- y float32[1,4] = relu(x)`, attributes after it as a mapping. */
  readonly nodes: readonly (string | Readonly<Record<string, Readonly<Record<string, unknown>>>>)[];
  readonly outputs: readonly string[];
}

export const parseType = (text: string): TensorType => {
  const match = /^(\w+)\[([\d, ]*)\](?: ([-\d.e,]+) (@?)(-?\d+))?$/.exec(text.trim());
  const [, name, sizes = '', scales, at, number] = match ?? [];
  const dtype = dtypes.find((candidate) => candidate === name);
  if (dtype === undefined) throw new Error(`not a type: ${text}`);
  const shape = sizes.trim() === '' ? [] : sizes.split(',').map(Number);
  if (scales === undefined) return { dtype, shape };
  const scale = scales.split(',').map((value) => Math.fround(Number(value)));
  return at === '@'
    ? { dtype, shape, quant: { scale, zeroPoint: scale.map(() => 0), axis: Number(number) } }
    : { dtype, shape, quant: { scale, zeroPoint: [Number(number)] } };
};

const integer = (dtype: DType): boolean => dtype !== 'float32' && dtype !== 'float16';

const fill = (type: TensorType, next: (index: number) => number): TensorData => {
  const data = allocate(type.dtype, elementCount(type.shape));
  for (let i = 0; i < data.length; i++) {
    const value = next(i);
    if (data instanceof BigInt64Array) data[i] = BigInt(value);
    else data[i] = type.dtype === 'float16' ? float32ToFloat16(value) : integer(type.dtype) ? Math.round(value) : value;
  }
  return data;
};

/** Seeded elements: over all of int8, or from `low` to `high`. */
export const randomTensor = (type: TensorType, seed: number, low?: number, high?: number): Tensor => {
  const random = seeded(seed);
  const [from, to] = integer(type.dtype) ? [low ?? -127, high ?? 127] : [low ?? -1, high ?? 1];
  return { type, data: fill(type, () => from + (to - from) * random()) };
};

export const parseGraph = (text: string, constants: Constants): Graph => {
  const file = parse(text) as GraphFile;
  const values = new Map<string, Value>();
  for (const [id, type] of Object.entries(file.inputs)) values.set(id, { id, type: parseType(type) });
  for (const [id, constant] of Object.entries(file.constants ?? {})) {
    const type = parseType(constant.type);
    const { data, seed = 1, low, high } = constant;
    const elements =
      data === undefined ? randomTensor(type, seed, low, high).data : fill(type, (i) => data[i % data.length] ?? 0);
    values.set(id, constantValue(constants, id, type, elements));
  }
  const nodes = file.nodes.map((entry, index): Node => {
    const [line = '', attrs = {}] = typeof entry === 'string' ? [entry] : (Object.entries(entry)[0] ?? []);
    const [, left = '', op = '', operands = ''] = /^(.+) = (\w+)\((.*)\)$/.exec(line.trim()) ?? [];
    const outputs = left.split(';').map((result) => {
      const [id = '', ...type] = result.trim().split(' ');
      values.set(id, { id, type: parseType(type.join(' ')) });
      return id;
    });
    const inputs = operands.split(',').map((id) => (id.trim() === '-' ? null : id.trim()));
    return { id: `n${String(index)}`, op, attrs, inputs, outputs } as unknown as Node;
  });
  return { name: 'case', inputs: Object.keys(file.inputs), outputs: file.outputs, values, nodes };
};

/** One line a node, and each constant's type: what a case expects. */
export const printGraph = (graph: Graph): string => {
  const type = (id: string | null): string => {
    const value = id === null ? undefined : graph.values.get(id);
    return value === undefined ? '-' : formatType(value.type);
  };
  const lines = graph.nodes.map(({ op, attrs, inputs, outputs }) => {
    const left = outputs.map((id) => `${id} ${type(id)}`).join('; ');
    const operands = inputs.map((id) => id ?? '-').join(', ');
    return `  - ${JSON.stringify(`${left} = ${op}(${operands}) ${JSON.stringify(attrs)}`)}`;
  });
  const used = [...graph.values.values()].filter((value) => value.data !== undefined);
  return [
    'nodes:',
    ...lines,
    `constants: ${used.length === 0 ? '{}' : ''}`.trimEnd(),
    ...used.map(({ id }) => `  ${id}: ${JSON.stringify(type(id))}`),
    `outputs: ${JSON.stringify(graph.outputs)}`,
    '',
  ].join('\n');
};
