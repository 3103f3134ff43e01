import {
  constantValue,
  dropUnusedValues,
  isObserved,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { channelsOf, constantChannel } from './channel-range.ts';
import { channelRuleOf } from './channels-slot.ts';
import { pickValue, type Kept } from './pick.ts';
import type { Knowledge } from './ranges.ts';
import type { WeightedLayer } from './weighted-layer.ts';

/** What the input channels that go add to each sum. */
const movedIntoBias = (layer: WeightedLayer, keptInputs: Kept, { ranges }: Knowledge): Float64Array => {
  const stays = new Set(keptInputs);
  const range = ranges.get(layer.input);
  const moved = new Float64Array(layer.channels);
  if (layer.kind !== 'int8' || layer.depthwise) return moved;
  layer.forEachWeight((weight, o, c) => {
    if (!stays.has(c)) moved[o] = (moved[o] ?? 0) + weight * ((constantChannel(range, c) ?? layer.zero) - layer.zero);
  });
  return moved;
};

/** Bias of an int8 layer: int32 in units of input scale · weight scale. */
const biasType = ({ inputType, weightType, channels }: WeightedLayer): TensorType => {
  const unit = inputType.quant?.scale[0] ?? 1;
  const { scale = [1], axis } = weightType.quant ?? {};
  const quant = { scale: scale.map((s) => Math.fround(s * unit)), zeroPoint: scale.map(() => 0) };
  return { dtype: 'int32', shape: [channels], quant: axis === undefined ? quant : { ...quant, axis: 0 } };
};

export interface ShrinkContext {
  readonly constants: Constants;
  readonly knowledge: Knowledge;
  /** The channels of each value that stay. */
  readonly live: ReadonlyMap<ValueId, Kept>;
}

/** The layer's weights and bias for the channels of its input and result that stay. */
const smallerOperands = (graph: Graph, layer: WeightedLayer, { constants, knowledge, live }: ShrinkContext) => {
  const { node, kind, channelAxis, weightPosition, biasPosition, weightType, inputChannels } = layer;
  const [keptInputs, keptResults] = [live.get(layer.input) ?? [], live.get(layer.result) ?? []];
  let weights = pickValue(valueOf(graph, node.inputs[weightPosition] ?? ''), channelAxis, keptResults, constants);
  const last = weightType.shape.length - 1;
  if (last !== channelAxis) {
    const stays = new Set(keptInputs);
    const columns = Array.from({ length: weightType.shape[last] ?? 1 }, (_, i) => i);
    weights = pickValue(
      weights,
      last,
      columns.filter((column) => stays.has(column % inputChannels)),
      constants,
    );
  }
  const id = node.inputs[biasPosition];
  const moved = movedIntoBias(layer, keptInputs, knowledge);
  if (id == null && moved.every((amount) => amount === 0)) return { weights };
  const before: Value = id == null ? { id: `${node.id}_bias`, type: biasType(layer) } : valueOf(graph, id);
  const sums = Int32Array.from(layer.bias, (value, o) => value + (moved[o] ?? 0));
  const whole = kind === 'int8' ? { ...before, ...constantValue(constants, before.id, before.type, sums) } : before;
  return { weights, bias: pickValue(whole, 0, keptResults, constants) };
};

/** The graph without the channels that are not live; what constant ones added to sums is in the biases. */
export const shrink = (graph: Graph, context: ShrinkContext): Graph => {
  const { constants, knowledge, live } = context;
  const shrinks = (id: ValueId): boolean => (live.get(id)?.length ?? 0) < channelsOf(valueOf(graph, id).type);
  const values = new Map(graph.values);
  for (const [id, value] of graph.values) {
    if (shrinks(id)) values.set(id, pickValue(value, value.type.shape.length - 1, live.get(id) ?? [], constants));
  }
  const readers = (id: ValueId): number =>
    graph.nodes.reduce((count, { inputs }) => count + inputs.filter((input) => input === id).length, 0);
  /** Adds a constant, under the id of the one it stands for where only one node reads that one. */
  const store = (value: Value): ValueId => {
    let { id } = value;
    if (readers(id) > 1 || isObserved(graph, id) || !graph.values.has(id))
      for (let n = 2; values.has(id); n++) id = `${value.id}_${String(n)}`;
    values.set(id, { ...value, id });
    return id;
  };
  const withOperand = (node: Node, position: number, value: Value | undefined): Node => {
    if (value === undefined) return node;
    const inputs = [...node.inputs];
    while (inputs.length < position) inputs.push(null);
    inputs[position] = store(value);
    return { ...node, inputs } as Node;
  };
  const withShape = (node: Node): Node => {
    const rule = channelRuleOf(knowledge.operators, node.op);
    const types = node.outputs.map((id) => values.get(id)?.type ?? valueOf(graph, id).type);
    const attrs = rule?.attributesFor?.(node, types);
    const renewed = attrs === undefined ? node : { ...node, attrs };
    const position = rule?.shapeOperand;
    const id = position === undefined ? undefined : node.inputs[position];
    const [{ shape } = { shape: [] }] = types;
    if (position === undefined || id == null) return renewed;
    const type = { ...valueOf(graph, id).type, shape: [shape.length] };
    const data = type.dtype === 'int64' ? BigInt64Array.from(shape, BigInt) : Int32Array.from(shape);
    return withOperand(renewed, position, constantValue(constants, id, type, data));
  };

  const nodes = graph.nodes.map((node) => {
    if (![...node.inputs, ...node.outputs].some((id) => id !== null && shrinks(id))) return node;
    const layer = knowledge.layers.get(node);
    if (layer === undefined) return withShape(node);
    const { weights, bias } = smallerOperands(graph, layer, context);
    return withShape(withOperand(withOperand(node, layer.weightPosition, weights), layer.biasPosition, bias));
  });
  return dropUnusedValues({ ...graph, values, nodes });
};
