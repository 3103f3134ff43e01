import { definePass, valueOf, type Constants, type Graph, type OperatorTable } from '@tinyml/core';
import { channelsOf } from './dead-channels/channel-range.ts';
import { liveChannels } from './dead-channels/live-channels.ts';
import { usualMultiple } from './dead-channels/multiple.ts';
import { channelRanges } from './dead-channels/ranges.ts';
import { shrink } from './dead-channels/shrink.ts';
import { sizeMetrics, sizeOf, sizeSummary } from './dead-channels/size.ts';

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

/**
 * Channels that nobody reads, or that hold the same value whatever the input, leave the tensors and all that computes
 * them. What a constant channel adds to the sums of the next layer moves into its bias, where that is exact: in
 * integers, and where the layer's padding does not take its place. Floats: only channels that are 0.
 */
export const removeDeadChannels = definePass({
  name: 'remove-dead-channels',
  version: 3,
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
  auto: {
    after: ['batch-norm-folded', 'arithmetic-simplified', 'activations-fused'],
    afterForm: {
      given: ['quantized'],
      runs: 'always',
      why: 'weights that quantisation rounds to 0 leave channels that never change',
    },
  },
  defaultsFor: (target) => ({ multiple: usualMultiple(target) }),
  run(graph, { operators, constants, options, target }) {
    const multiple = options.multiple ?? usualMultiple(target);
    let result = graph;
    for (;;) {
      const next = removeOnce(result, { operators, constants }, multiple);
      if (next === result) break;
      result = next;
    }
    if (result === graph) return graph;
    const [before, after] = [sizeOf(graph, operators), sizeOf(result, operators)];
    return { graph: result, summary: sizeSummary(before, after), metrics: sizeMetrics(before, after) };
  },
});
