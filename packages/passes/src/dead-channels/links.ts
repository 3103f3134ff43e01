import {
  paddingPairs,
  resolveAxes,
  valueOf,
  type Graph,
  type Node,
  type ValueId,
  isNode,
  type Ops,
} from '@tinyml/core';
import { channelsOf, constantChannel } from './channel-range.ts';
import type { Knowledge } from './ranges.ts';
import type { WeightedLayer } from './weighted-layer.ts';

/** Takes in what one node says about the channels of its operands and results. */
export interface ChannelLinks {
  /** Both stay, or both go. */
  together(a: ValueId, i: number, b: ValueId, j: number): void;
  /**
   * If channel `o` of `result` stays, so does channel `c` of `operand`, for each pair that `matrix` marks, a row for each
   * channel of the result.
   */
  needs(result: ValueId, operand: ValueId, matrix: Uint8Array): void;
  /** All channels stay. */
  keep(id: ValueId): void;
}

/** For each input channel, whether it never changes and the bias can take in what it adds to every sum. */
export const absorbedInputs = (layer: WeightedLayer, { ranges }: Knowledge): readonly boolean[] => {
  const range = ranges.get(layer.input);
  const constants = Array.from({ length: layer.inputChannels }, (_, c) => constantChannel(range, c));
  const neutral = constants.map((value) => value === layer.zero);
  if (layer.kind !== 'int8' || layer.partialSums) return neutral;
  const magnitude = layer.bias.map(Math.abs);
  layer.forEachWeight((weight, o, c) => {
    const constant = constants[c];
    if (constant !== undefined) magnitude[o] = (magnitude[o] ?? 0) + Math.abs(weight * (constant - layer.zero));
  });
  return magnitude.every((value) => value < 2 ** 31) ? constants.map((value) => value !== undefined) : neutral;
};

const linkWeighted = (layer: WeightedLayer, knowledge: Knowledge, links: ChannelLinks): void => {
  const { node, input, result, inputChannels } = layer;
  if (node.op === 'depthwise_conv_2d') {
    for (let o = 0; o < layer.channels; o++) links.together(result, o, input, layer.inputOf(o));
    if (layer.kind !== 'hybrid') return;
  }
  const absorbed = absorbedInputs(layer, knowledge);
  const needed = new Uint8Array(layer.channels * inputChannels);
  const needs = (o: number, c: number): void => {
    if (absorbed[c] !== true) needed[o * inputChannels + c] = 1;
  };
  if (layer.kind === 'hybrid') {
    // A hybrid rounds its input to a scale that depends on all of it.
    for (let o = 0; o < layer.channels; o++) absorbed.forEach((_, c) => needs(o, c));
  } else layer.forEachWeight((_, o, c) => needs(o, c));
  links.needs(result, input, needed);
};

/** How many of the leading operands have the result's channels, element by element; undefined where other rules hold. */
const alignedOperands = (graph: Graph, node: Node, { tensors }: Knowledge): number | undefined => {
  const [first, second] = node.inputs;
  const rank = first == null ? 0 : valueOf(graph, first).type.shape.length;
  const numbers = (id: ValueId | null | undefined): readonly number[] | undefined => {
    const data = id == null ? undefined : tensors.get(id)?.data;
    return data === undefined ? undefined : Array.from(data as Int32Array, Number);
  };
  switch (node.op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'minimum':
    case 'maximum':
      return 2;
    case 'batch_normalization':
      return node.inputs.length;
    case 'concatenation':
      return [-1, rank - 1].includes((node.attrs as Ops['concatenation']).axis) ? undefined : node.inputs.length;
    case 'mean':
    case 'reduce_max':
    case 'reduce_min':
    case 'reduce_prod': {
      const axes = numbers(second);
      return axes !== undefined && !resolveAxes(axes, rank).includes(rank - 1) ? 1 : undefined;
    }
    case 'pad': {
      const amounts = numbers(second);
      const last = amounts && paddingPairs(new Array<number>(rank).fill(0), amounts).at(-1);
      return last?.every((amount) => amount === 0) === true ? 1 : undefined;
    }
    case 'average_pool_2d':
    case 'batch_to_space_nd':
    case 'dequantize':
    case 'dropout':
    case 'fake_quant':
    case 'hard_swish':
    case 'identity':
    case 'leaky_relu':
    case 'logistic':
    case 'max_pool_2d':
    case 'quantize':
    case 'relu':
    case 'relu6':
    case 'relu_n1_to_1':
    case 'resize_nearest_neighbor':
    case 'space_to_batch_nd':
    case 'tanh':
      return 1;
    default:
      return undefined;
  }
};

/** Elements keep their order: element i of either is channel i modulo its channels. */
const keepsElements = (graph: Graph, node: Node): boolean => {
  // A shape that is computed cannot be rewritten; `squeeze` without a list also takes what becomes 1.
  if (node.op === 'reshape') return node.inputs[1] == null || valueOf(graph, node.inputs[1]).data !== undefined;
  return node.op === 'expand_dims' || (isNode(node, 'squeeze') && node.attrs.squeezeDims.length > 0);
};

/** Tells `links` which channels of a node's operands and results depend on each other. */
export const linkChannels = (graph: Graph, node: Node, knowledge: Knowledge, links: ChannelLinks): void => {
  const channels = (id: ValueId): number => channelsOf(valueOf(graph, id).type);
  const keepAll = (ids: readonly (ValueId | null)[]): void => {
    for (const id of ids) if (id !== null) links.keep(id);
  };
  const layer = knowledge.layers.get(node);
  if (layer !== undefined) {
    keepAll(node.inputs.filter((_, position) => position !== layer.inputPosition));
    linkWeighted(layer, knowledge, links);
    return;
  }
  const [result] = node.outputs;
  const aligned = alignedOperands(graph, node, knowledge);
  if (result !== undefined && aligned !== undefined) {
    node.inputs.forEach((id, position) => {
      if (id === null) return;
      // One element for all channels is no channel.
      if (position >= aligned || channels(id) !== channels(result)) links.keep(id);
      else for (let c = 0; c < channels(id); c++) links.together(result, c, id, c);
    });
    return;
  }
  const [input] = node.inputs;
  if (result !== undefined && input != null && keepsElements(graph, node)) {
    keepAll(node.inputs.slice(1));
    const [small, large] = [channels(input), channels(result)].sort((a, b) => a - b) as [number, number];
    if (large % small === 0) {
      for (let i = 0; i < large; i++) links.together(result, i % channels(result), input, i % channels(input));
      return;
    }
  }
  if (result !== undefined && node.op === 'concatenation') {
    let start = 0;
    for (const id of node.inputs) {
      if (id === null) continue;
      for (let c = 0; c < channels(id); c++) links.together(result, start + c, id, c);
      start += channels(id);
    }
    return;
  }
  keepAll([...node.inputs, ...node.outputs]);
};
