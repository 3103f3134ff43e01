import {
  traitsOf,
  type Graph,
  type GraphView,
  type Node,
  type OperatorTable,
  type Shape,
  type TensorType,
  type ValueId,
  type WeightedOperands,
} from '@tinyml/core';
import { channelOf as indexAlong } from './quantize/channels.ts';

/** Which of a weighted layer's operands is what, and which channels each weight joins. */
export interface WeightLayout {
  readonly inputPosition: number;
  readonly weightPosition: number;
  readonly biasPosition: number;
  /** Number of result channels. */
  readonly channels: number;
  /** Axis of the weights that result channels run along. */
  readonly channelAxis: number;
  /** Each result channel sees one input channel alone. */
  readonly depthwise: boolean;
  /** The result channel of a weight, by its index in row-major order. */
  channelOf(index: number): number;
  /** The index along the input's last axis that a weight multiplies. */
  inputOf(index: number): number;
}

/** A layer with constant float weights, each result channel of which is a weighted sum plus a bias. */
export interface LinearLayer extends WeightLayout {
  readonly node: Node;
  readonly weights: Float32Array;
  readonly weightType: TensorType;
  readonly bias: Float32Array | undefined;
}

/** The nodes of layers with weights, in execution order. */
export const weightedNodes = ({ nodes }: Graph, operators: OperatorTable): readonly Node[] =>
  nodes.filter(({ op }) => traitsOf(operators, op).weighted !== undefined);

/** In how many groups a layer with weights of `shape` has its channels: a result's channel sees those of its own group alone. */
export const groupsOf = (
  { dense, depthwise }: Pick<WeightedOperands, 'dense' | 'depthwise'>,
  shape: Shape,
  inputChannels: number,
): number => (dense === true || depthwise === true ? 1 : Math.max(1, inputChannels / (shape.at(-1) ?? 1)));

/** How a layer reads weights of `shape` for an input of so many channels. */
export const weightLayout = (
  { input, filter, bias, channelAxis, ...kind }: WeightedOperands,
  shape: Shape,
  inputChannels: number,
): WeightLayout => {
  const inputs = shape.at(-1) ?? 1;
  const channels = shape[channelAxis] ?? 0;
  const multiplier = Math.max(1, channels / inputChannels);
  const channelOf = indexAlong(shape, channelAxis);
  // Each channel of a grouped layer sees those of its group.
  const groups = groupsOf(kind, shape, inputChannels);
  const firstOf = (index: number): number => Math.floor(channelOf(index) / (channels / groups)) * inputs;
  return {
    inputPosition: input,
    weightPosition: filter,
    biasPosition: bias,
    channels,
    channelAxis,
    depthwise: kind.depthwise === true,
    channelOf,
    inputOf:
      kind.depthwise === true
        ? (index) => Math.floor((index % inputs) / multiplier)
        : (index) => firstOf(index) + (index % inputs),
  };
};

/** `node` as a linear layer with constant float32 weights and bias; else undefined. */
export const linearLayer = (
  view: Pick<GraphView, 'constant' | 'type'>,
  node: Node | undefined,
  operators: OperatorTable,
): LinearLayer | undefined => {
  if (node === undefined) return undefined;
  const { weighted } = traitsOf(operators, node.op);
  if (weighted === undefined) return undefined;
  const input = node.inputs[weighted.input];
  const weights = view.constant(node.inputs[weighted.filter]);
  const biasId = node.inputs[weighted.bias] ?? null;
  const bias = view.constant(biasId);
  if (input == null || weights?.type.dtype !== 'float32') return undefined;
  if (biasId !== null && bias?.type.dtype !== 'float32') return undefined;
  return {
    ...weightLayout(weighted, weights.type.shape, view.type(input).shape.at(-1) ?? 1),
    node,
    weights: weights.data as Float32Array,
    weightType: weights.type,
    bias: bias?.data as Float32Array | undefined,
  };
};

/** The layer's node with other weights and bias; a bias of zeros that was absent stays absent. */
export const withWeights = (view: GraphView, layer: LinearLayer, weights: Float32Array, bias: Float32Array): Node => {
  const inputs = [...layer.node.inputs];
  const weightId = inputs[layer.weightPosition] ?? 'weights';
  inputs[layer.weightPosition] = view.addConstant(`${weightId}_folded`, layer.weightType, weights);
  if (layer.bias !== undefined || bias.some((value) => value !== 0)) {
    const type: TensorType = { dtype: 'float32', shape: [layer.channels] };
    const biasId: ValueId = inputs[layer.biasPosition] ?? `${layer.node.id}_bias`;
    while (inputs.length < layer.biasPosition) inputs.push(null);
    inputs[layer.biasPosition] = view.addConstant(layer.bias === undefined ? biasId : `${biasId}_folded`, type, bias);
  }
  return { ...layer.node, inputs } as Node;
};

/** Result channel c becomes scale[c] · result + shift[c]: the layer's weights and bias for that. In double, rounded once. */
export const scaleResult = (
  layer: LinearLayer,
  scale: (channel: number) => number,
  shift: (channel: number) => number,
): { readonly weights: Float32Array; readonly bias: Float32Array } => ({
  weights: layer.weights.map((weight, i) => weight * scale(layer.channelOf(i))),
  bias: Float32Array.from({ length: layer.channels }, (_, c) => (layer.bias?.[c] ?? 0) * scale(c) + shift(c)),
});

/** The layer on scale[c] · x + shift[c] in place of x, per input channel c. Exact only where no padding is read. */
export const scaleInput = (
  layer: LinearLayer,
  scale: (channel: number) => number,
  shift: (channel: number) => number,
): { readonly weights: Float32Array; readonly bias: Float32Array } => {
  const sums = Array.from({ length: layer.channels }, (_, c) => layer.bias?.[c] ?? 0);
  layer.weights.forEach((weight, i) => {
    const c = layer.channelOf(i);
    sums[c] = (sums[c] ?? 0) + weight * shift(layer.inputOf(i));
  });
  return {
    weights: layer.weights.map((weight, i) => weight * scale(layer.inputOf(i))),
    bias: Float32Array.from(sums),
  };
};
