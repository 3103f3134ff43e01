import {
  prepare,
  traitsOf,
  TinymlError,
  type Constants,
  type Graph,
  type OperatorTable,
  type Samples,
  type ValueId,
} from '@tinyml/core';
import type { ChannelSets, KnownLayers, WeightedLayer } from '@tinyml/passes';
import { channelScoreMissing } from '../diagnostics/pruning.ts';
import type { ChannelGroup } from './channel-groups.ts';

/** How much each channel of one tensor matters. */
interface Measure {
  readonly sets: readonly number[];
  readonly amounts: Float64Array;
}

/** Sum of |w| over each filter. Li et al., "Pruning filters for efficient ConvNets", 2017, section 3.1. */
const filterNorms = ({ layers }: KnownLayers, { setsOf }: ChannelSets): readonly Measure[] =>
  [...layers.values()].flatMap((layer) => {
    if (layer.depthwise) return [];
    const amounts = new Float64Array(layer.channels);
    layer.forEachWeight((weight, o) => {
      amounts[o] = (amounts[o] ?? 0) + Math.abs(weight);
    });
    return [{ sets: setsOf(layer.result), amounts }];
  });

/** |γ| of batch normalisation. Liu et al., "Learning efficient convolutional networks through network slimming", 2017. */
const gammas = (graph: Graph, { operators, tensors }: KnownLayers, { setsOf }: ChannelSets): readonly Measure[] =>
  graph.nodes.flatMap((node) => {
    const { normalization } = traitsOf(operators, node.op);
    const id = normalization && node.inputs[normalization.gamma];
    const gamma = id == null ? undefined : tensors.get(id);
    if (gamma === undefined || id == null) return [];
    return [{ sets: setsOf(id), amounts: Float64Array.from(gamma.data as Float32Array, Math.abs) }];
  });

/** Sum of the magnitudes of the weights that multiply each input channel. */
const columnNorms = (layer: WeightedLayer): Float64Array => {
  const sums = new Float64Array(layer.inputChannels);
  layer.forEachWeight((weight, _, c) => {
    sums[c] = (sums[c] ?? 0) + Math.abs(weight);
  });
  return sums;
};

/**
 * What a channel adds to the sums of the layers that read it: its mean magnitude over `samples` times the sum of the
 * magnitudes of the weights that multiply it. After Sun et al., "A simple and effective pruning approach for large
 * language models", 2024, section 3, taken over channels.
 */
const contributions = (
  graph: Graph,
  { layers }: KnownLayers,
  { setsOf }: ChannelSets,
  samples: Samples,
  context: { readonly operators: OperatorTable; readonly constants: Constants },
): readonly Measure[] => {
  const readers = [...layers.values()].filter(({ depthwise }) => !depthwise);
  const magnitudes = new Map<ValueId, Float64Array>();
  for (const { input, inputChannels } of readers) magnitudes.set(input, new Float64Array(inputChannels));
  const runner = prepare(graph, context);
  for (let index = 0; index < samples.count; index++)
    runner.run(samples.inputs(index), (id, { data }) => {
      const sums = magnitudes.get(id);
      if (sums === undefined) return;
      const share = sums.length / data.length / samples.count;
      for (let i = 0; i < data.length; i++) {
        const c = i % sums.length;
        sums[c] = (sums[c] ?? 0) + Math.abs(Number(data[i])) * share;
      }
    });
  return readers.map((layer) => {
    const magnitude = magnitudes.get(layer.input);
    return { sets: setsOf(layer.input), amounts: columnNorms(layer).map((sum, c) => sum * (magnitude?.[c] ?? 0)) };
  });
};

/** What says how much a channel matters: |weights| of its filter, |γ|, or what it adds to the next layers' sums. */
export type Criterion = 'l1' | 'batch-norm' | 'contribution';

export interface ScoreContext {
  readonly operators: OperatorTable;
  readonly constants: Constants;
  /** For `contribution`. */
  readonly samples?: Samples | undefined;
}

/**
 * The score of each set of channels: the mean over the tensors that measure it, each divided by its root mean square,
 * so that layers of any size and scale compare (Molchanov et al., "Pruning convolutional neural networks for resource
 * efficient inference", 2017, section 2.2).
 * @throws TinymlError (TML655) for a group that the criterion says nothing about
 */
export const scoreChannels = (
  graph: Graph,
  known: KnownLayers,
  sets: ChannelSets,
  groups: readonly ChannelGroup[],
  criterion: Criterion,
  context: ScoreContext,
): ReadonlyMap<number, number> => {
  const measures =
    criterion === 'l1'
      ? filterNorms(known, sets)
      : criterion === 'batch-norm'
        ? gammas(graph, known, sets)
        : context.samples === undefined
          ? []
          : contributions(graph, known, sets, context.samples, context);
  const totals = new Map<number, { sum: number; count: number }>();
  for (const { sets: own, amounts } of measures) {
    const scale = Math.sqrt(amounts.reduce((sum, amount) => sum + amount * amount, 0) / amounts.length) || 1;
    own.forEach((set, c) => {
      const total = totals.get(set) ?? { sum: 0, count: 0 };
      totals.set(set, { sum: total.sum + (amounts[c] ?? 0) / scale, count: total.count + 1 });
    });
  }
  const missing = groups.filter(({ removable }) => removable.some((set) => !totals.has(set)));
  if (missing.length > 0)
    throw new TinymlError(channelScoreMissing(missing.flatMap(({ layers }) => layers.map(({ node }) => node.id))));
  return new Map([...totals].map(([set, { sum, count }]) => [set, sum / count]));
};
