import {
  constantTensors,
  doubles,
  traitsOf,
  valueOf,
  weightedKind,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type Tensor,
  type TensorType,
  type ValueId,
  type WeightedKind,
} from '@tinyml/core';
import { weightLayout, type WeightLayout } from '../channel-weights.ts';
import { paddingSides } from '../padding-sides.ts';
import { slidingWindowOf } from '../sliding-window.ts';
import { channelsOf } from './channel-range.ts';

/** A layer with constant weights and bias, stored plainly. */
export interface WeightedLayer extends WeightLayout {
  readonly node: Node;
  readonly kind: WeightedKind;
  readonly input: ValueId;
  readonly inputType: TensorType;
  /** Channels of the input; index along the weights' last axis modulo this (fully_connected flattens). */
  readonly inputChannels: number;
  readonly result: ValueId;
  readonly resultType: TensorType;
  readonly weightType: TensorType;
  readonly bias: Float64Array;
  /** Calls `visit` with every weight that is not 0, its result channel and its input channel. */
  forEachWeight(visit: (weight: number, result: number, input: number) => void): void;
  /** The input that adds nothing: 0, or the zero point of an int8 layer. It is also what padding holds. */
  readonly zero: number;
  /** Some sums leave out a part of the weights: at the border of padded convolutions. */
  readonly partialSums: boolean;
}

const plainConstant = (graph: Graph, tensors: ReadonlyMap<ValueId, Tensor>, id: ValueId): Tensor | undefined => {
  const { data, encoding } = valueOf(graph, id);
  return data === undefined || encoding !== undefined ? undefined : tensors.get(id);
};

/** In the order in which the weights lie. */
const visitor = (
  weights: Float64Array,
  { channelOf, inputOf, channels, channelAxis }: WeightLayout,
  inputChannels: number,
): WeightedLayer['forEachWeight'] => {
  if (channelAxis !== 0)
    return (visit) => {
      weights.forEach((weight, i) => {
        if (weight !== 0) visit(weight, channelOf(i), inputOf(i));
      });
    };
  return (visit) => {
    const perChannel = weights.length / channels;
    for (let result = 0, i = 0; result < channels; result++) {
      for (let k = 0, input = 0; k < perChannel; k++, i++) {
        const weight = weights[i] as number;
        if (weight !== 0) visit(weight, result, input);
        input = input + 1 === inputChannels ? 0 : input + 1;
      }
    }
  };
};

const readsPadding = (node: Node, operators: OperatorTable, input: TensorType, weights: TensorType): boolean => {
  const window = slidingWindowOf(node, operators, () => weights.shape);
  if (window === undefined) return true;
  const [, height = 1, width = 1] = input.shape;
  return paddingSides([height, width], window, window.padding).some((amount) => amount > 0);
};

/** `node` as a weighted layer; undefined where its weights are computed, encoded or do not follow the input's channels. */
export const weightedLayer = (
  graph: Graph,
  tensors: ReadonlyMap<ValueId, Tensor>,
  node: Node,
  operators: OperatorTable,
): WeightedLayer | undefined => {
  const { weighted } = traitsOf(operators, node.op);
  if (weighted === undefined) return undefined;
  const [input, weightId] = [node.inputs[weighted.input], node.inputs[weighted.filter]];
  const [result] = node.outputs;
  if (input == null || weightId == null || result === undefined) return undefined;
  const biasId = node.inputs[weighted.bias] ?? null;
  const weights = plainConstant(graph, tensors, weightId);
  const bias = biasId === null ? null : plainConstant(graph, tensors, biasId);
  if (weights === undefined || bias === undefined) return undefined;
  const [inputType, resultType] = [valueOf(graph, input).type, valueOf(graph, result).type];
  const inputChannels = channelsOf(inputType);
  const layout = weightLayout(weighted, weights.type.shape, inputChannels);
  const kind = weightedKind({
    x: inputType,
    filter: weights.type,
    bias: bias?.type ?? null,
    y: resultType,
    channels: layout.channels,
    axis: layout.channelAxis,
  });
  const follows = layout.depthwise || (weights.type.shape.at(-1) ?? 1) % inputChannels === 0;
  if (typeof kind !== 'string' || kind === 'int16' || kind === 'uint8' || !follows) return undefined;
  return {
    ...layout,
    node,
    kind,
    input,
    inputType,
    inputChannels,
    result,
    resultType,
    weightType: weights.type,
    forEachWeight: visitor(doubles(weights), layout, inputChannels),
    bias: bias === null ? new Float64Array(layout.channels) : doubles(bias),
    zero: kind === 'int8' ? (inputType.quant?.zeroPoint[0] ?? 0) : 0,
    partialSums: weighted.dense !== true && readsPadding(node, operators, inputType, weights.type),
  };
};

/** The elements of the values that never change, and the nodes that are weighted layers. */
export interface KnownLayers {
  readonly operators: OperatorTable;
  readonly tensors: ReadonlyMap<ValueId, Tensor>;
  readonly layers: ReadonlyMap<Node, WeightedLayer>;
}

export const knownLayers = (
  graph: Graph,
  context: { readonly operators: OperatorTable; readonly constants: Constants },
): KnownLayers => {
  const tensors = constantTensors(graph, context);
  const layers = new Map<Node, WeightedLayer>();
  for (const node of graph.nodes) {
    const layer = weightedLayer(graph, tensors, node, context.operators);
    if (layer !== undefined) layers.set(node, layer);
  }
  return { operators: context.operators, tensors, layers };
};
