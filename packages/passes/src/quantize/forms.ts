import {
  constantOf,
  float32ArrayToFloat16,
  quantizeValue,
  sameQuant,
  toBytes,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type Quant,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { isStoredDtype, type StoredTensor } from './stored-node.ts';
import { storedTypeOf, type StoredType } from './stored-type.ts';

/**
 * The graph under construction: every tensor of the old graph in one or more forms (float, int8 or int16 at some scale), made
 * when a node first asks for it. The form that the tensor's producer writes keeps the tensor's name, and so does
 * the form in which a graph output leaves; others get a name after it.
 */
export interface Forms {
  readonly values: Map<ValueId, Value>;
  readonly nodes: Node[];
  /** A tensor that comes from outside: its first form. */
  adopt(value: Value): void;
  /** Adds `node` with outputs of these types; the tensors' first form. */
  produce(node: Node, types: readonly TensorType[]): void;
  /** The id under which `id` can be read as float32. */
  asFloat(id: ValueId): ValueId;
  /** The id under which a computed tensor, or data constant, can be read as `dtype` at `quant`. */
  asStored(id: ValueId, dtype: StoredTensor['dtype'], quant: Quant): ValueId;
  /** The id under which `id` can be read as this type. */
  asType(id: ValueId, type: TensorType): ValueId;
  /** A form of the tensor is quantised. */
  isStored(id: ValueId): boolean;
  /** The id of a new constant that stands for `id`. */
  asConstant(id: ValueId, type: TensorType, data: TensorData): ValueId;
  /** The float16 form of a constant, read through a dequantize as TensorFlow Lite writes it. */
  asHalf(id: ValueId): ValueId;
  /** The tensor as its producer wrote it. */
  produced(id: ValueId): Value | undefined;
}

/** Real numbers as integers at this scale. */
export const storedValues = (
  floats: Float32Array,
  dtype: StoredTensor['dtype'],
  { scale: [scale = 1], zeroPoint: [zeroPoint = 0] }: Quant,
): Int8Array | Int16Array | Int32Array => {
  const stored = { int8: Int8Array, int16: Int16Array, int32: Int32Array }[dtype];
  const values = new stored(floats.length);
  for (const [i, value] of floats.entries()) values[i] = quantizeValue(value, scale, zeroPoint, dtype);
  return values;
};

/** The type that a float tensor is meant to have. */
const meantType = ({ intent, type }: Value): StoredType['dtype'] | undefined =>
  type.dtype === 'float32' ? storedTypeOf(intent?.dtype)?.dtype : undefined;

/** `outputsStored`: graph outputs that are meant to be int8 or int16 leave so, not as float. */
export const createForms = (graph: Graph, constants: Constants, outputsStored: boolean): Forms => {
  const values = new Map<ValueId, Value>();
  const nodes: Node[] = [];
  const forms = new Map<ValueId, ValueId[]>();
  const taken = new Set<string>([...graph.values.keys(), ...graph.nodes.map((node) => node.id)]);
  const unclaimed = new Set<ValueId>(graph.values.keys());

  const fresh = (wish: string): string => {
    let name = wish;
    for (let n = 2; taken.has(name); n++) name = `${wish}_${String(n)}`;
    taken.add(name);
    return name;
  };
  const nodeName = (id: ValueId, what: string): string =>
    fresh(`${id.replace(/\W/g, '_').replace(/^(?=\d)/, '_')}_${what}`);

  /** A name for a form of `id`: the tensor's own for the first, unless it is reserved for the graph output. */
  const nameFor = (id: ValueId, type: TensorType): ValueId => {
    const old = valueOf(graph, id);
    const reserved =
      graph.outputs.includes(id) &&
      old.type.dtype === 'float32' &&
      type.dtype !== ((outputsStored ? meantType(old) : undefined) ?? 'float32');
    if (!reserved && unclaimed.delete(id)) return id;
    return fresh(`${id}_${type.dtype}`);
  };
  const addForm = (id: ValueId, type: TensorType, rest: Partial<Value> = {}): ValueId => {
    const name = nameFor(id, type);
    values.set(name, { ...rest, id: name, type });
    forms.set(id, [...(forms.get(id) ?? []), name]);
    return name;
  };
  const formOf = (id: ValueId, accepts: (type: TensorType) => boolean): ValueId | undefined =>
    forms.get(id)?.find((name) => {
      const form = values.get(name);
      return form !== undefined && accepts(form.type);
    });
  const first = (id: ValueId): ValueId => {
    const name = forms.get(id)?.[0];
    if (name === undefined) throw new Error(`${id} is read before it is written`);
    return name;
  };
  const convert = (id: ValueId, from: ValueId, op: 'quantize' | 'dequantize', type: TensorType): ValueId => {
    const to = addForm(id, type);
    nodes.push({ id: nodeName(id, op), op, attrs: {}, inputs: [from], outputs: [to] });
    return to;
  };
  const asConstant = (id: ValueId, type: TensorType, data: TensorData): ValueId => {
    const digest = constants.put(toBytes(data));
    const known = forms.get(id)?.find((name) => {
      const form = values.get(name);
      return form?.data === digest && form.type.dtype === type.dtype && sameQuant(form.type.quant, type.quant);
    });
    return known ?? addForm(id, type, { data: digest });
  };

  const asFloat = (id: ValueId): ValueId => {
    const old = valueOf(graph, id);
    const known = formOf(id, (type) => type.dtype === old.type.dtype && sameQuant(type.quant, old.type.quant));
    if (known !== undefined) return known;
    if (old.data !== undefined) {
      const { intent: _done, ...rest } = old;
      return addForm(id, old.type, rest);
    }
    return convert(id, first(id), 'dequantize', old.type);
  };
  const asStored = (id: ValueId, dtype: StoredTensor['dtype'], quant: Quant): ValueId => {
    const old = valueOf(graph, id);
    const known = formOf(id, (type) => type.dtype === dtype && sameQuant(type.quant, quant));
    if (known !== undefined) return known;
    const tensor = constantOf(graph, constants, id);
    const type: TensorType = { dtype, shape: old.type.shape, quant };
    if (tensor === undefined) return convert(id, first(id), 'quantize', type);
    return asConstant(id, type, storedValues(tensor.data as Float32Array, dtype, quant));
  };

  return {
    values,
    nodes,
    asFloat,
    asStored,
    asType: (id, { dtype, quant }) =>
      quant !== undefined && isStoredDtype(dtype) && valueOf(graph, id).type.quant === undefined
        ? asStored(id, dtype, quant)
        : asFloat(id),
    adopt(value) {
      unclaimed.delete(value.id);
      values.set(value.id, value);
      forms.set(value.id, [value.id]);
    },
    produce(node, types) {
      const outputs = node.outputs.map((id, i) => {
        const type = types[i] ?? valueOf(graph, id).type;
        const { intent: _done, ...rest } = valueOf(graph, id);
        return addForm(id, type, rest);
      });
      nodes.push({ ...node, outputs });
    },
    isStored: (id) => formOf(id, (type) => type.quant !== undefined) !== undefined,
    asConstant,
    asHalf(id) {
      const old = valueOf(graph, id);
      const known = formOf(id, (type) => type.dtype === 'float32');
      if (known !== undefined) return known;
      const tensor = constantOf(graph, constants, id);
      if (tensor === undefined) throw new Error(`${id} is no constant`);
      const half = asConstant(
        id,
        { dtype: 'float16', shape: old.type.shape },
        float32ArrayToFloat16(tensor.data as Float32Array),
      );
      return convert(id, half, 'dequantize', old.type);
    },
    produced(id) {
      const name = forms.get(id)?.[0];
      return name === undefined ? undefined : values.get(name);
    },
  };
};
