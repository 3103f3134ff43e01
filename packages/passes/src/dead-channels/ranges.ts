import {
  allocate,
  elementCount,
  resolveAxis,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type OpName,
  type Tensor,
  type TensorData,
  type TensorType,
  type ValueId,
  isNode,
} from '@tinyml/core';
import { copies } from '../copies.ts';
import { channelsOf, constantChannel, fullRange, type ChannelRange } from './channel-range.ts';
import { resultRange } from './result-range.ts';
import { knownLayers, type KnownLayers } from './weighted-layer.ts';

/** What is known of a graph's values, and the ranges of all that hold numbers. */
export interface Knowledge extends KnownLayers {
  readonly ranges: ReadonlyMap<ValueId, ChannelRange>;
}

/** Ranges of channels over all of `results`, each a tensor's elements. */
const observedRange = (type: TensorType, results: readonly TensorData[]): ChannelRange => {
  const channels = channelsOf(type);
  const low = new Float64Array(channels).fill(Infinity);
  const high = new Float64Array(channels).fill(-Infinity);
  for (const data of results) {
    data.forEach((element: number | bigint, i: number) => {
      const value = Number(element);
      const c = i % channels;
      // NaN: an infinity met its opposite, so that nothing is known.
      if (!(value >= (low[c] ?? 0))) low[c] = Number.isNaN(value) ? -Infinity : value;
      if (!(value <= (high[c] ?? 0))) high[c] = Number.isNaN(value) ? Infinity : value;
    });
  }
  return { low, high };
};

type End = keyof ChannelRange;

/** A tensor of `type`, each channel full of one end of its range. */
const filled = (type: TensorType, range: ChannelRange, end: End): Tensor => {
  const data = allocate(type.dtype, elementCount(type.shape));
  const channels = channelsOf(type);
  for (let i = 0; i < data.length; i++) data[i] = range[end][i % channels] ?? 0;
  return { type, data };
};

/** Each result grows with every operand: the ends of the operands' ranges give the ends of the result's. */
const growing: ReadonlySet<string> = new Set<OpName>([
  ...copies,
  'add',
  'average_pool_2d',
  'dequantize',
  'dropout',
  'max_pool_2d',
  'maximum',
  'mean',
  'minimum',
  'quantize',
  'reduce_max',
  'reduce_min',
  'relu',
  'relu6',
  'relu_n1_to_1',
  'resize_nearest_neighbor',
]);

/** Each result grows or falls with each operand while the other stands still: it is greatest and least at some ends. */
const cornered: ReadonlySet<string> = new Set<OpName>(['mul', 'sub']);

/** Each element depends on one element of one operand, in whatever way. */
const elementwise: ReadonlySet<string> = new Set<OpName>([
  'fake_quant',
  'hard_swish',
  'leaky_relu',
  'logistic',
  'tanh',
]);

const both: readonly (readonly End[])[] = [['low'], ['high']];
const corners: readonly (readonly End[])[] = [
  ['low', 'low'],
  ['low', 'high'],
  ['high', 'low'],
  ['high', 'high'],
];

/** Fixed-point arithmetic may wrap where a result's scale is this much finer than an operand's: then it does not grow. */
const mayWrap = (node: Node, types: readonly TensorType[], result: TensorType): boolean => {
  const scales = types.map(({ quant }) => quant?.scale[0] ?? 0);
  const scale = node.op === 'mul' ? scales.reduce((a, b) => a * b, 1) : Math.max(0, ...scales);
  return scale / (result.quant?.scale[0] ?? Infinity) >= 2 ** 15;
};

/**
 * Ranges of all values, by running each operator's reference on the ends of its operands' ranges, and by interval
 * arithmetic on the sums of weighted layers. What no rule covers may be anything.
 */
export const channelRanges = (
  graph: Graph,
  { operators, constants }: { readonly operators: OperatorTable; readonly constants: Constants },
): Knowledge => {
  const { tensors, layers } = knownLayers(graph, { operators, constants });
  const ranges = new Map<ValueId, ChannelRange>();
  for (const [id, { type, data }] of tensors) ranges.set(id, observedRange(type, [data]));
  const typeOf = (id: ValueId): TensorType => valueOf(graph, id).type;
  const rangeOf = (id: ValueId): ChannelRange => ranges.get(id) ?? fullRange(typeOf(id));

  const execute = (node: Node, ends: readonly End[]): readonly TensorData[] => {
    const inputs = node.inputs.map((id, i) =>
      id === null ? null : (tensors.get(id) ?? filled(typeOf(id), rangeOf(id), ends[i] ?? ends[0] ?? 'low')),
    );
    return operators.get(node.op)?.run({ attrs: node.attrs, inputs, outputs: node.outputs.map(typeOf) }) ?? [];
  };
  const overEnds = (node: Node, choices: readonly (readonly End[])[]): readonly ChannelRange[] => {
    const runs = choices.map((ends) => execute(node, ends));
    return node.outputs.map((id, i) =>
      observedRange(
        typeOf(id),
        runs.map((results) => results[i] as TensorData),
      ),
    );
  };
  /** A gather by computed indices: any slice may be anywhere, so that along the last axis all channels are one. */
  const anySlice = ({ attrs, inputs: [x], outputs: [y] }: Node<'gather'>): ChannelRange => {
    const type = typeOf(x ?? '');
    const range = rangeOf(x ?? '');
    if (resolveAxis(attrs.axis, type.shape.length) < type.shape.length - 1) return range;
    const channels = channelsOf(typeOf(y ?? ''));
    const low = range.low.reduce((a, b) => Math.min(a, b), Infinity);
    const high = range.high.reduce((a, b) => Math.max(a, b), -Infinity);
    return { low: new Float64Array(channels).fill(low), high: new Float64Array(channels).fill(high) };
  };
  const whereConstant = (node: Node, input: ValueId): readonly ChannelRange[] => {
    const [found] = overEnds(node, [['low']]);
    return node.outputs.map((id) => {
      const range = fullRange(typeOf(id));
      range.low.forEach((_, c) => {
        if (constantChannel(rangeOf(input), c) === undefined || found === undefined) return;
        range.low[c] = found.low[c] ?? -Infinity;
        range.high[c] = found.high[c] ?? Infinity;
      });
      return range;
    });
  };

  const rangesAfter = (node: Node): readonly ChannelRange[] => {
    const layer = layers.get(node);
    if (layer !== undefined) return [resultRange(layer, rangeOf(layer.input), operators)];
    if (isNode(node, 'gather') && !tensors.has(node.inputs[1] ?? '')) return node.outputs.map(() => anySlice(node));
    const ids = [...node.inputs, ...node.outputs].filter((id) => id !== null && !tensors.has(id)) as ValueId[];
    const countable = ids.every((id) => ['float32', 'int8', 'uint8', 'int16', 'int32'].includes(typeOf(id).dtype));
    const operands = node.inputs.flatMap((id) => (id === null ? [] : [typeOf(id)]));
    const [input] = node.inputs;
    if (countable && !node.outputs.some((id) => mayWrap(node, operands, typeOf(id)))) {
      if (growing.has(node.op)) return overEnds(node, both);
      if (cornered.has(node.op)) return overEnds(node, corners);
      if (elementwise.has(node.op) && input != null) return whereConstant(node, input);
    }
    return node.outputs.map((id) => fullRange(typeOf(id)));
  };

  for (const node of graph.nodes) {
    if (node.outputs.every((id) => ranges.has(id))) continue;
    const found = rangesAfter(node);
    node.outputs.forEach((id, i) => {
      const range = found[i];
      if (range !== undefined) ranges.set(id, range);
    });
  }
  return { ranges, tensors, layers };
};
