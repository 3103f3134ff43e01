import {
  allocate,
  elementCount,
  traitsOf,
  valueOf,
  type Constants,
  type DType,
  type Graph,
  type Node,
  type OperatorTable,
  type Tensor,
  type TensorData,
  type TensorType,
  type Traits,
  type ValueId,
} from '@tinyml/core';
import { channelsOf, constantChannel, fullRange, type ChannelRange } from './channel-range.ts';
import { channelView } from './channel-view.ts';
import { channelRuleOf, type ChannelRanges } from './channels-slot.ts';
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

/** Every choice of one end for each of `count` operands. */
const cornersOf = (count: number): readonly (readonly End[])[] =>
  count === 0 ? [[]] : cornersOf(count - 1).flatMap((ends) => [[...ends, 'low'] as const, [...ends, 'high'] as const]);

/** More operands than this have too many corners to try. */
const mostCorners = 4;

/** Of which numbers are as they are stored: wider integers may not fit a double. */
const countable: readonly DType[] = ['float32', 'int8', 'uint8', 'int16', 'int32'];

/** Fixed-point arithmetic may wrap where a result's scale is this much finer than an operand's: then it does not grow. */
const mayWrap = ({ arithmetic }: Traits, types: readonly TensorType[], result: TensorType): boolean => {
  // Plain integers wrap where they leave their 32 bits.
  if (arithmetic !== undefined && result.dtype === 'int32') return true;
  const scales = types.map(({ quant }) => quant?.scale[0] ?? 0);
  const scale = arithmetic === 'mul' ? scales.reduce((a, b) => a * b, 1) : Math.max(0, ...scales);
  return scale / (result.quant?.scale[0] ?? Infinity) >= 2 ** 15;
};

/**
 * Ranges of all values, by running each operator's reference on the ends of its operands' ranges, and by interval
 * arithmetic on the sums of weighted layers. What no rule covers may be anything.
 */
export const channelRanges = (
  graph: Graph,
  context: { readonly operators: OperatorTable; readonly constants: Constants },
): Knowledge => {
  const { operators } = context;
  const known = knownLayers(graph, context);
  const { tensors, layers } = known;
  const ranges = new Map<ValueId, ChannelRange>();
  for (const [id, { type, data }] of tensors) ranges.set(id, observedRange(type, [data]));
  const typeOf = (id: ValueId): TensorType => valueOf(graph, id).type;
  const rangeOf = (id: ValueId): ChannelRange => ranges.get(id) ?? fullRange(typeOf(id));
  const anything = (node: Node): readonly ChannelRange[] => node.outputs.map((id) => fullRange(typeOf(id)));

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
  /** Channels of the result for which no operand ever changes: what they are. */
  const whereConstant = (node: Node): readonly ChannelRange[] => {
    const [found] = overEnds(node, [['low']]);
    return node.outputs.map((result) => {
      const range = fullRange(typeOf(result));
      const isConstant = (id: ValueId, c: number): boolean => {
        const channels = channelsOf(typeOf(id));
        if (channels !== 1 && channels !== range.low.length) return false;
        return constantChannel(rangeOf(id), channels === 1 ? 0 : c) !== undefined;
      };
      range.low.forEach((_, c) => {
        if (found === undefined || !node.inputs.every((id) => id === null || isConstant(id, c))) return;
        range.low[c] = found.low[c] ?? -Infinity;
        range.high[c] = found.high[c] ?? Infinity;
      });
      return range;
    });
  };
  const byTraits = (node: Node): readonly ChannelRange[] => {
    const traits = traitsOf(operators, node.op);
    const computed = [...node.inputs, ...node.outputs].filter((id) => id !== null && !tensors.has(id)) as ValueId[];
    const operands = node.inputs.flatMap((id) => (id === null ? [] : [typeOf(id)]));
    if (!computed.every((id) => countable.includes(typeOf(id).dtype))) return anything(node);
    if (node.outputs.some((id) => mayWrap(traits, operands, typeOf(id)))) return anything(node);
    const { dtype } = typeOf(node.outputs[0] ?? '');
    // Operands of another type are sizes or positions.
    const moves = traits.movement === true && computed.every((id) => typeOf(id).dtype === dtype);
    if (moves || traits.monotone === true) return overEnds(node, [['low'], ['high']]);
    if (traits.monotoneInEach === true && node.inputs.length <= mostCorners)
      return overEnds(node, cornersOf(node.inputs.length));
    // A normalisation rounds several times, on a device in another way.
    return traits.elementwise === true && traits.normalization === undefined ? whereConstant(node) : anything(node);
  };
  const view: ChannelRanges = { ...channelView(graph, known), rangeOf, byTraits };

  const rangesAfter = (node: Node): readonly ChannelRange[] => {
    const layer = layers.get(node);
    if (layer !== undefined) return [resultRange(layer, rangeOf(layer.input), operators)];
    return channelRuleOf(operators, node.op)?.range?.(node, view) ?? byTraits(node);
  };

  for (const node of graph.nodes) {
    if (node.outputs.every((id) => ranges.has(id))) continue;
    const found = rangesAfter(node);
    node.outputs.forEach((id, i) => {
      const range = found[i];
      if (range !== undefined) ranges.set(id, range);
    });
  }
  return { ...known, ranges };
};
