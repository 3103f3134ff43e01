import { valueOf, type Graph, type Node, type ValueId } from '@tinyml/core';
import { channelsOf, constantChannel } from './channel-range.ts';
import { channelView } from './channel-view.ts';
import { channelRuleOf, type ChannelLinks } from './channels-slot.ts';
import type { Knowledge } from './ranges.ts';
import type { WeightedLayer } from './weighted-layer.ts';

/** Takes in which channels of a graph depend on each other. */
export interface LinkSink extends Pick<ChannelLinks, 'together' | 'keep'> {
  /**
   * If channel `o` of `result` stays, so does channel `c` of `operand`, for each pair that `matrix` marks, a row for each
   * channel of the result.
   */
  needs(result: ValueId, operand: ValueId, matrix: Uint8Array): void;
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

const linkWeighted = (layer: WeightedLayer, knowledge: Knowledge, sink: LinkSink): void => {
  const { input, result, inputChannels } = layer;
  if (layer.depthwise) {
    for (let o = 0; o < layer.channels; o++) sink.together(result, o, input, layer.inputOf(o));
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
  sink.needs(result, input, needed);
};

/** What an operator's rule is given. */
const linksOf = (graph: Graph, knowledge: Knowledge, { together, keep }: LinkSink): ChannelLinks => {
  const channels = (id: ValueId): number => channelsOf(valueOf(graph, id).type);
  const keepEach = (ids: readonly (ValueId | null)[]): void => {
    for (const id of ids) if (id !== null) keep(id);
  };
  const keepAll = ({ inputs, outputs }: Node): void => {
    keepEach([...inputs, ...outputs]);
  };
  return {
    ...channelView(graph, knowledge),
    together,
    keep,
    keepAll,
    channelwise(node, operands) {
      const [result] = node.outputs;
      if (result === undefined) return;
      node.inputs.forEach((id, position) => {
        if (id === null) return;
        // One element for all channels is no channel.
        if (position >= operands || channels(id) !== channels(result)) keep(id);
        else for (let c = 0; c < channels(id); c++) together(result, c, id, c);
      });
    },
    inOrder(node) {
      const [input, ...others] = node.inputs;
      const [result] = node.outputs;
      const [small, large] = [input, result].map((id) => (id == null ? 0 : channels(id))).sort((a, b) => a - b);
      if (input == null || result === undefined || !small || !large || large % small !== 0) {
        keepAll(node);
        return;
      }
      keepEach(others);
      for (let i = 0; i < large; i++) together(result, i % channels(result), input, i % channels(input));
    },
  };
};

/** Tells `sink` which channels of a node's operands and results depend on each other. */
export const linkChannels = (graph: Graph, node: Node, knowledge: Knowledge, sink: LinkSink): void => {
  const links = linksOf(graph, knowledge, sink);
  const layer = knowledge.layers.get(node);
  if (layer !== undefined) {
    node.inputs.forEach((id, position) => {
      if (id !== null && position !== layer.inputPosition) links.keep(id);
    });
    linkWeighted(layer, knowledge, sink);
    return;
  }
  const rule = channelRuleOf(knowledge.operators, node.op);
  if (rule?.link === undefined) links.keepAll(node);
  else rule.link(node, links);
};
