import { elementCount, type GraphView, type Node, type Shape, type TensorType, type ValueId } from '@tinyml/core';

/** Which of a weighted layer's operands is what, and which channels each weight joins. */
export interface WeightLayout {
  readonly inputPosition: number;
  readonly weightPosition: number;
  readonly biasPosition: number;
  /** Number of result channels. */
  readonly channels: number;
  /** Axis of the weights that result channels run along. */
  readonly channelAxis: number;
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

const positions = {
  conv_2d: [0, 1, 2],
  depthwise_conv_2d: [0, 1, 2],
  fully_connected: [0, 1, 2],
  transpose_conv: [2, 1, 3],
} as const;

export type WeightedNode = Node<keyof typeof positions>;

export const isWeighted = (node: Node): node is WeightedNode => Object.hasOwn(positions, node.op);

/** How `node` reads weights of `shape`. */
export const weightLayout = (node: WeightedNode, shape: Shape): WeightLayout => {
  const [inputPosition, weightPosition, biasPosition] = positions[node.op];
  const last = shape.length - 1;
  const inputs = shape[last] ?? 1;
  const common = { inputPosition, weightPosition, biasPosition };
  if (node.op === 'depthwise_conv_2d') {
    const { depthMultiplier } = node.attrs;
    return {
      ...common,
      channels: inputs,
      channelAxis: last,
      channelOf: (index) => index % inputs,
      inputOf: (index) => Math.floor((index % inputs) / depthMultiplier),
    };
  }
  const perChannel = elementCount(shape.slice(1));
  return {
    ...common,
    channels: shape[0] ?? 0,
    channelAxis: 0,
    channelOf: (index) => Math.floor(index / perChannel),
    inputOf: (index) => index % inputs,
  };
};

/** `node` as a linear layer with constant float32 weights and bias, whose result nothing clamps; else undefined. */
export const linearLayer = (view: Pick<GraphView, 'constant'>, node: Node | undefined): LinearLayer | undefined => {
  if (node === undefined || !isWeighted(node)) return undefined;
  const [, weightPosition, biasPosition] = positions[node.op];
  const weights = view.constant(node.inputs[weightPosition]);
  const biasId = node.inputs[biasPosition] ?? null;
  const bias = view.constant(biasId);
  if (weights?.type.dtype !== 'float32' || (biasId !== null && bias?.type.dtype !== 'float32')) return undefined;
  return {
    ...weightLayout(node, weights.type.shape),
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
