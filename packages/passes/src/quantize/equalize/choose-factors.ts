import type { ValueId } from '@tinyml/core';
import type { WeightedLayer } from '../../dead-channels/weighted-layer.ts';
import type { ChannelStatistics } from './channel-statistics.ts';
import type { FactorSets, Space } from './factor-sets.ts';
import type { StoredType } from '../stored-type.ts';
import { roundingNoise, type LayerNoise } from './layer-noise.ts';

/** A factor for each set of channels; 1 where it is absent. */
export type Factors = ReadonlyMap<number, number>;

export interface Choice {
  readonly factors: Factors;
  /** Noise with these factors as a share of the noise without, as estimated. */
  readonly noise: number;
}

/** What is known of the network that is to be quantised. */
export interface NoiseModel {
  readonly sets: FactorSets;
  readonly statistics: ReadonlyMap<ValueId, ChannelStatistics>;
  readonly layers: ReadonlyMap<WeightedLayer, LayerNoise>;
  /** What activations will be stored as. */
  readonly stored: StoredType;
  /** The tensor has a scale of its own; others hold elements of one that has. */
  isRounded(id: ValueId): boolean;
}

/** Exponents to try. */
const strengths = [0, 0.25, 0.5, 0.75, 1];

/** Factors beyond this are of channels that hold next to nothing. */
const utmost = 2 ** 16;

const limited = (factor: number): number => Math.min(Math.max(factor, 1 / utmost), utmost);

/** By channel, how far it reaches from 0. */
const reachOf = ({ low, high }: ChannelStatistics): Float64Array =>
  low.map((least, c) => Math.max(Math.abs(least), Math.abs(high[c] as number)));

/** Estimated noise that rounding within a space brings to the results of the layers beside it. `others`: factors of other spaces. */
const noiseOf = (
  space: Space,
  { sets, statistics, layers, stored, isRounded }: NoiseModel,
  others: Factors,
): ((factors: Factors) => number) => {
  const importance = new Map<number, number>();
  const consumers = space.consumers.flatMap((layer) => layers.get(layer) ?? []);
  // Where each result has a scale for its weights, a factor changes nothing about them.
  const producers = space.producers.flatMap((layer) => layers.get(layer) ?? []).filter(({ perChannel }) => !perChannel);
  for (const { layer, fromInput } of consumers) {
    sets
      .setsOf(layer.input)
      .forEach((set, c) => importance.set(set, (importance.get(set) ?? 0) + (fromInput[c] as number)));
  }
  const rounded = space.tensors.flatMap((id) => {
    const seen = statistics.get(id);
    return seen === undefined || !isRounded(id) ? [] : [{ seen, own: sets.setsOf(id) }];
  });
  return (factors) => {
    const factorOf = (set: number): number => factors.get(set) ?? others.get(set) ?? 1;
    const along = (id: ValueId): Float64Array => Float64Array.from(sets.setsOf(id), factorOf);
    let noise = 0;
    for (const { seen, own } of rounded) {
      let [low, high] = [0, 0];
      own.forEach((set, c) => {
        low = Math.min(low, (seen.low[c] as number) * factorOf(set));
        high = Math.max(high, (seen.high[c] as number) * factorOf(set));
      });
      const step = roundingNoise(stored.parameters([low, high]).scale);
      for (const set of own) noise += (step / factorOf(set) ** 2) * (importance.get(set) ?? 0);
    }
    for (const { layer, fromWeights } of [...consumers, ...producers])
      noise += fromWeights(along(layer.input), along(layer.result));
    return noise;
  };
};

/**
 * The factors of a space: reach of the activations to the power −a times share of the weights to the power b, for the exponents that
 * promise the least noise. (1, 0) makes the activations of all channels equally large, (½, ½) is the rule of Nagel et al., "Data-Free
 * Quantization Through Weight Equalization and Bias Correction" (2019), with measured activations in place of the preceding layer's weights.
 * `others`: the factors that other spaces have so far.
 */
export const chooseFactors = (space: Space, model: NoiseModel, others: Factors): Choice => {
  const { sets, statistics, layers, isRounded } = model;
  const reach = new Map<number, number>();
  for (const id of space.tensors) {
    const seen = statistics.get(id);
    if (seen === undefined || !isRounded(id)) continue;
    const own = reachOf(seen);
    const most = own.reduce((a, b) => Math.max(a, b), 0);
    if (most > 0)
      sets.setsOf(id).forEach((set, c) => reach.set(set, Math.max(reach.get(set) ?? 0, (own[c] as number) / most)));
  }
  const share = new Map<number, number>();
  for (const consumer of space.consumers) {
    const noise = layers.get(consumer);
    if (noise === undefined || consumer.depthwise) continue;
    sets
      .setsOf(consumer.input)
      .forEach((set, c) => share.set(set, Math.max(share.get(set) ?? 0, noise.weightShare[c] as number)));
  }
  const free = [...reach].filter(([set, value]) => value > 0 && !sets.isFixed(set));
  const factorsFor = (a: number, b: number): Factors => {
    const raw = free.map(([set, value]) => [set, limited(value ** -a * (share.get(set) || 1) ** b), value] as const);
    // The largest channel keeps its reach.
    const most = raw.reduce((sum, [, factor, value]) => Math.max(sum, factor * value), 0);
    return new Map(raw.map(([set, factor]) => [set, factor / most]));
  };
  const noise = noiseOf(space, model, others);
  const before = noise(new Map());
  let best: Choice = { factors: new Map(), noise: 1 };
  if (!(before > 0)) return best;
  for (const a of strengths) {
    for (const b of strengths) {
      const factors = factorsFor(a, b);
      const after = noise(factors) / before;
      if (after < best.noise) best = { factors, noise: after };
    }
  }
  return best;
};
