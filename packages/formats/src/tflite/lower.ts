import {
  constantValue,
  fromBytes,
  integerRange,
  TinymlError,
  type Constants,
  type Graph,
  type Node,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
  isNode,
} from '@tinyml/core';
import { unwritableModel } from '../diagnostics/model.ts';

/** A graph while it is rewritten: values and nodes only grow. */
interface Draft {
  readonly graph: Graph;
  readonly constants: Constants;
  readonly values: Map<ValueId, Value>;
  readonly nodes: Node[];
  /** Values that stand for another, where a node was dropped. */
  readonly aliases: Map<ValueId, ValueId>;
  readonly nodeIds: Set<string>;
}

const unique = (wanted: string, taken: { has(id: string): boolean }): string => {
  let id = wanted;
  for (let count = 1; taken.has(id); count += 1) id = `${wanted}_${String(count)}`;
  return id;
};

const refuse = (node: Node, reason: string): never => {
  throw new TinymlError(unwritableModel(node.id, reason));
};

const addValue = (draft: Draft, wanted: string, type: TensorType): ValueId => {
  const id = unique(wanted, draft.values);
  draft.values.set(id, { id, type });
  return id;
};

const addConstant = (draft: Draft, wanted: string, type: TensorType, data: TensorData): ValueId => {
  const id = unique(wanted, draft.values);
  draft.values.set(id, constantValue(draft.constants, id, type, data));
  return id;
};

/** A node that the graph did not have. */
const addNode = (draft: Draft, node: Node): void => {
  const id = unique(node.id, draft.nodeIds);
  draft.nodeIds.add(id);
  draft.nodes.push({ ...node, id });
};

const typeOf = (draft: Draft, id: ValueId | null | undefined, node: Node): TensorType =>
  draft.values.get(id ?? '')?.type ?? refuse(node, 'an operand is missing');

/** x → x', padded as `node` wants it: TensorFlow Lite's spatial operators know only SAME and VALID. */
const padInFront = (draft: Draft, node: Node): Node => {
  if (!isNode(node, 'conv_2d', 'depthwise_conv_2d', 'max_pool_2d')) {
    return isNode(node, 'average_pool_2d') && Array.isArray(node.attrs.padding)
      ? refuse(node, 'TensorFlow Lite cannot leave explicit padding out of a mean')
      : node;
  }
  const { padding } = node.attrs;
  if (padding === 'same' || padding === 'valid') return node;
  const [x = null, ...others] = node.inputs;
  const type = typeOf(draft, x, node);
  const [n = 1, h = 1, w = 1, c = 1] = type.shape;
  const [top, bottom, left, right] = padding;
  const paddings = addConstant(
    draft,
    `${node.id}/paddings`,
    { dtype: 'int32', shape: [4, 2] },
    Int32Array.of(0, 0, top, bottom, left, right, 0, 0),
  );
  const padded = addValue(draft, `${node.id}/padded`, { ...type, shape: [n, h + top + bottom, w + left + right, c] });
  const fill = node.op === 'max_pool_2d' ? [leastValue(draft, node, type)] : [];
  addNode(draft, { id: `${node.id}_pad`, op: 'pad', attrs: {}, inputs: [x, paddings, ...fill], outputs: [padded] });
  return { ...node, attrs: { ...node.attrs, padding: 'valid' }, inputs: [padded, ...others] } as Node;
};

/** A maximum must not see the padding: it gets the type's least value. */
const leastValue = (draft: Draft, node: Node, type: TensorType): ValueId => {
  const scalar = { ...type, shape: [1] };
  const id = `${node.id}/least`;
  if (type.dtype === 'float32') return addConstant(draft, id, scalar, Float32Array.of(-3.4028234663852886e38));
  if (type.dtype === 'int8') return addConstant(draft, id, scalar, Int8Array.of(integerRange('int8')[0]));
  if (type.dtype === 'int16') return addConstant(draft, id, scalar, Int16Array.of(integerRange('int16')[0]));
  return refuse(node, `explicit padding of ${type.dtype} is not supported`);
};

/** The value of a float constant operand. */
const floats = (draft: Draft, node: Node, position: number): Float32Array | undefined => {
  const id = node.inputs[position];
  if (id === null || id === undefined) return undefined;
  const { type, data } = draft.values.get(id) ?? refuse(node, 'an operand is missing');
  if (data === undefined || type.dtype !== 'float32') {
    return refuse(node, 'TensorFlow Lite has no batch normalisation, and its parameters are no float32 constants');
  }
  return fromBytes('float32', draft.constants.get(data)) as Float32Array;
};

/** γ·(x − μ)/√(σ² + ε) + β → x·a + b with a = γ/√(σ² + ε), b = β − μ·a. */
const normalise = (draft: Draft, node: Node<'batch_normalization'>): void => {
  const [x = null] = node.inputs;
  const [y = ''] = node.outputs;
  const type = typeOf(draft, x, node);
  const mean = floats(draft, node, 1);
  const variance = floats(draft, node, 2);
  if (mean === undefined || variance === undefined) return refuse(node, 'it has no mean or variance');
  const gamma = floats(draft, node, 3);
  const beta = floats(draft, node, 4);
  const factor = variance.map((value, i) => (gamma?.[i] ?? 1) / Math.sqrt(value + node.attrs.epsilon));
  const offset = mean.map((value, i) => (beta?.[i] ?? 0) - value * (factor[i] ?? 0));
  const channel: TensorType = { dtype: 'float32', shape: [factor.length] };
  const a = addConstant(draft, `${node.id}/factor`, channel, factor);
  const b = addConstant(draft, `${node.id}/offset`, channel, offset);
  const scaled = addValue(draft, `${node.id}/scaled`, type);
  const attrs = { activation: 'none' } as const;
  addNode(draft, { id: `${node.id}_mul`, op: 'mul', attrs, inputs: [x, a], outputs: [scaled] });
  addNode(draft, { id: `${node.id}_add`, op: 'add', attrs, inputs: [scaled, b], outputs: [y] });
};

/** LiteRT's convolution insists on a bias: zeros, in the type and with the scales of its accumulator. */
const withBias = (draft: Draft, node: Node): Node => {
  const [x = null, filter = null, bias] = node.inputs;
  if (node.op !== 'conv_2d' || typeof bias === 'string') return node;
  const image = typeOf(draft, x, node);
  const { shape, quant } = typeOf(draft, filter, node);
  const [count = 0] = shape;
  const inputScale = image.quant?.scale[0];
  const id = `${node.id}/bias`;
  if (inputScale === undefined || quant === undefined) {
    const zeros = addConstant(draft, id, { dtype: 'float32', shape: [count] }, new Float32Array(count));
    return { ...node, inputs: [x, filter, zeros] };
  }
  const scale = quant.scale.map((value) => Math.fround(value * inputScale));
  const perChannel = scale.length > 1 && { axis: 0 };
  const type: TensorType = {
    dtype: image.dtype === 'int16' ? 'int64' : 'int32',
    shape: [count],
    quant: { scale, zeroPoint: scale.map(() => 0), ...perChannel },
  };
  const data = image.dtype === 'int16' ? new BigInt64Array(count) : new Int32Array(count);
  return { ...node, inputs: [x, filter, addConstant(draft, id, type, data)] };
};

/** float16 weights that a layer reads → DEQUANTIZE in front, once for all readers, as TensorFlow's converter has it. */
const dequantizeHalves = (draft: Draft, node: Node): Node => {
  if (node.op === 'dequantize') return node;
  const inputs = node.inputs.map((id) => {
    const value = id === null ? undefined : draft.values.get(id);
    if (value?.type.dtype !== 'float16') return id;
    if (value.data === undefined) return refuse(node, 'LiteRT computes no float16: only constants may have it');
    const known = draft.aliases.get(value.id);
    if (known !== undefined) return known;
    const single = addValue(draft, `${value.id}_dequantize`, { dtype: 'float32', shape: value.type.shape });
    draft.aliases.set(value.id, single);
    addNode(draft, { id: 'dequantize', op: 'dequantize', attrs: {}, inputs: [value.id], outputs: [single] });
    return single;
  });
  return inputs.some((id, index) => id !== node.inputs[index]) ? ({ ...node, inputs } as Node) : node;
};

/** `from` becomes `to`, in what is written so far and in all that follows. */
const rename = (draft: Draft, from: ValueId, to: ValueId): void => {
  const renamed = <Id extends ValueId | null>(id: Id): Id | ValueId => (id === from ? to : id);
  draft.nodes.forEach((node, index) => {
    draft.nodes[index] = { ...node, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed) } as Node;
  });
  draft.aliases.set(from, to);
  draft.values.delete(from);
};

/** Dropped; a graph output that is another output or an input too needs a copy. */
const skip = (draft: Draft, node: Node): void => {
  const [x = null] = node.inputs;
  const [y = ''] = node.outputs;
  const { graph } = draft;
  if (x === null) return refuse(node, 'an operand is missing');
  if (!graph.outputs.includes(y)) {
    draft.aliases.set(y, x);
    draft.values.delete(y);
    return;
  }
  const isComputed = draft.nodes.some((other) => other.outputs.includes(x));
  if (isComputed && !graph.outputs.includes(x)) {
    rename(draft, x, y);
    return;
  }
  const { shape } = typeOf(draft, y, node);
  const target = addConstant(
    draft,
    `${node.id}/shape`,
    { dtype: 'int32', shape: [shape.length] },
    Int32Array.from(shape),
  );
  addNode(draft, { id: node.id, op: 'reshape', attrs: {}, inputs: [x, target], outputs: [y] });
};

const lowerNode = (draft: Draft, source: Node): void => {
  const inputs = source.inputs.map((id) =>
    id === null || draft.values.get(id)?.type.dtype === 'float16' ? id : (draft.aliases.get(id) ?? id),
  );
  const node = { ...source, inputs } as Node;
  if (node.op === 'identity' || node.op === 'dropout') skip(draft, node);
  else if (isNode(node, 'batch_normalization')) normalise(draft, node);
  else draft.nodes.push(dequantizeHalves(draft, withBias(draft, padInFront(draft, node))));
};

/** The graph in the terms of TensorFlow Lite. @throws TinymlError TML391 where it has none. */
export const lowerForTflite = (graph: Graph, constants: Constants): Graph => {
  if (graph.state !== undefined && graph.state.length > 0) {
    throw new TinymlError(unwritableModel(graph.name, 'state between invocations cannot be written'));
  }
  const draft: Draft = {
    graph,
    constants,
    values: new Map(graph.values),
    nodes: [],
    aliases: new Map(),
    nodeIds: new Set(graph.nodes.map(({ id }) => id)),
  };
  for (const node of graph.nodes) lowerNode(draft, node);
  return { ...graph, values: draft.values, nodes: draft.nodes };
};
