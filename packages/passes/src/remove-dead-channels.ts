import {
  byteLength,
  definePass,
  nodeMacs,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { isWeighted } from './channel-weights.ts';
import { channelsOf } from './dead-channels/channel-range.ts';
import { liveChannels } from './dead-channels/live-channels.ts';
import { channelRanges } from './dead-channels/ranges.ts';
import { shrink } from './dead-channels/shrink.ts';

interface Size {
  /** Result channels of weighted layers. */
  readonly channels: number;
  readonly macs: number;
  /** Bytes of all constants. */
  readonly constantBytes: number;
}

const sizeOf = (graph: Graph, operators: OperatorTable): Size => {
  const typeOf = (id: ValueId): TensorType => valueOf(graph, id).type;
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  return {
    channels: sum(graph.nodes.filter(isWeighted).flatMap(({ outputs }) => outputs.map((id) => channelsOf(typeOf(id))))),
    macs: sum(graph.nodes.map((node) => nodeMacs(graph, node, operators))),
    constantBytes: sum([...graph.values.values()].map(({ type, data }) => (data === undefined ? 0 : byteLength(type)))),
  };
};

const removeOnce = (
  graph: Graph,
  context: { operators: OperatorTable; constants: Constants },
  multiple: number,
): Graph => {
  const knowledge = channelRanges(graph, context);
  const live = liveChannels(graph, knowledge, multiple);
  const dead = [...live].some(([id, channels]) => channels.length < channelsOf(valueOf(graph, id).type));
  return dead ? shrink(graph, { constants: context.constants, knowledge, live }) : graph;
};

/** Fast kernels take four channels at once, and the last one to three of them singly: a removed channel may cost cycles. */
const byWords = 4;

const count = (value: number): string => value.toLocaleString('en-US');

const summaryOf = (before: Size, after: Size): string => {
  const share = (from: number, to: number): string => `${count(from)} → ${count(to)}`;
  return [
    `${count(before.channels - after.channels)} of ${count(before.channels)} channels removed`,
    `${share(before.macs, after.macs)} MACs`,
    `${share(before.constantBytes, after.constantBytes)} B of constants`,
  ].join(', ');
};

/**
 * Channels that nobody reads, or that hold the same value whatever the input, leave the tensors and all that computes
 * them. What a constant channel adds to the sums of the next layer moves into its bias, where that is exact: in
 * integers, and where the layer's padding does not take its place. Floats: only channels that are 0.
 */
export const removeDeadChannels = definePass({
  name: 'remove-dead-channels',
  version: 2,
  kind: 'graph',
  summary: 'remove channels that never change or that nothing reads',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      multiple: {
        type: 'integer',
        minimum: 1,
        maximum: 16,
        description: 'leave a multiple of so many channels; default: 4 where latency comes first, else 1',
      },
    },
  },
  requires: ['static-shapes'],
  preserves: 'bits',
  run(graph, { operators, constants, options, target }) {
    const multiple = options.multiple ?? (target.priority[0] === 'latency' ? byWords : 1);
    let result = graph;
    for (;;) {
      const next = removeOnce(result, { operators, constants }, multiple);
      if (next === result) break;
      result = next;
    }
    if (result === graph) return graph;
    const [before, after] = [sizeOf(graph, operators), sizeOf(result, operators)];
    return {
      graph: result,
      summary: summaryOf(before, after),
      metrics: {
        removedChannels: before.channels - after.channels,
        macsBefore: before.macs,
        macs: after.macs,
        constantBytesBefore: before.constantBytes,
        constantBytes: after.constantBytes,
      },
    };
  },
});
