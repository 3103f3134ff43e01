import { TinymlError } from '@tinyml/core';
import { jointRatios, layerNotPruned, nothingToPrune } from '../diagnostics/pruning.ts';
import type { ChannelGroup, Grouping } from './channel-groups.ts';
import { matchesLayer, requireLayers } from '../layer-names.ts';
import { ownRatio, type LayerOptions } from './layer-ratios.ts';

export interface ChannelOptions extends LayerOptions {
  /** Share of channels to remove. */
  readonly ratio: number;
  /** `layer`: of each layer; `network`: of all layers together, whichever matter least. */
  readonly scope: 'layer' | 'network';
  /** Leave a multiple of so many channels. */
  readonly multiple: number;
}

/** A group that may lose channels, with the share that was asked for by name. */
export interface PrunedGroup extends ChannelGroup {
  readonly ownRatio: number | undefined;
  /** Its sets of channels before any was removed. */
  readonly original: number;
}

const pass = 'prune-channels';

const ratioOf = ({ layers, followers }: ChannelGroup, options: LayerOptions): number | undefined => {
  const nodes = [...layers.map(({ node }) => node), ...followers];
  const ratios = nodes.flatMap((node) => {
    const ratio = ownRatio(node, options);
    return ratio === undefined ? [] : [{ node, ratio }];
  });
  if (ratios.some(({ ratio }) => ratio === 0)) return 0;
  if (new Set(ratios.map(({ ratio }) => ratio)).size > 1)
    throw new TinymlError(
      jointRatios(
        pass,
        ratios.map(({ node, ratio }) => [node.id, ratio]),
      ),
    );
  return ratios[0]?.ratio;
};

/**
 * The groups that the options leave to be pruned. `originals`: sets of channels of each group before the first step,
 * by its first layer.
 * @throws TinymlError for a name that no layer has (TML660), a layer named that cannot lose channels (TML651), nothing
 * that can (TML652), layers that go together with different ratios (TML654)
 */
export const chooseGroups = (
  { groups, weighted, whyNot }: Grouping,
  options: LayerOptions,
  originals: ReadonlyMap<string, number> = new Map(),
): readonly PrunedGroup[] => {
  const wanted = options.layers.map(({ name }) => name);
  requireLayers(pass, 'weighted', [...options.exclude, ...wanted], weighted);
  const errors = wanted.flatMap((name) => {
    const matching = weighted.filter((node) => matchesLayer(name, node));
    const [first] = matching;
    const reason = first && matching.every((node) => whyNot(node) !== undefined) ? whyNot(first) : undefined;
    return first === undefined || reason === undefined ? [] : [layerNotPruned(pass, first.id, reason)];
  });
  if (errors.length > 0) throw new TinymlError(...errors);
  const chosen = groups
    .filter(({ removable }) => removable.length > 0)
    .map((group) => ({
      ...group,
      ownRatio: ratioOf(group, options),
      original: originals.get(group.layers[0]?.node.id ?? '') ?? group.sets.length,
    }))
    .filter((group) => group.ownRatio !== 0);
  if (chosen.length === 0)
    throw new TinymlError(
      nothingToPrune(
        pass,
        weighted.map((node) => [node.id, whyNot(node) ?? 'it is excluded']),
      ),
    );
  return chosen;
};

/** Share removed after step `step` (1 …) of `steps`: what stays shrinks by the same factor at each. */
const ratioAt = (ratio: number, step: number, steps: number): number => 1 - (1 - ratio) ** (step / steps);

/** How many sets of a group of `original` stay when `ratio` of them go, of `present` that are left. */
const staying = (original: number, present: number, ratio: number, multiple: number): number => {
  // 1e-9: 1 − (1 − 0.5)^1 may be a little less than 0.5.
  const left = Math.max(1, original - Math.floor(original * ratio + 1e-9));
  return Math.min(present, Math.ceil(left / multiple) * multiple);
};

/** The first `count` of `candidates` that leave a channel in every tensor. */
const pick = ({ tensors }: ChannelGroup, candidates: readonly number[], count: number): readonly number[] => {
  const left = tensors.map((sets) => ({ sets: new Set(sets), size: sets.length }));
  const picked: number[] = [];
  for (const set of candidates) {
    if (picked.length >= count) break;
    const touched = left.filter(({ sets }) => sets.has(set));
    if (touched.some(({ size }) => size === 1)) continue;
    for (const tensor of touched) tensor.size--;
    picked.push(set);
  }
  return picked;
};

/**
 * The sets of channels that go: those of the least scores. Each group keeps a multiple of `options.multiple`, at least
 * one; where that rounds, more stay.
 * @param share the part of the way to the ratios, as `ratioAt` counts it: step of steps
 */
export const chooseChannels = (
  groups: readonly PrunedGroup[],
  scores: ReadonlyMap<number, number>,
  { ratio, scope, multiple }: ChannelOptions,
  [step, steps]: readonly [step: number, steps: number],
): ReadonlySet<number> => {
  const byScore = (sets: readonly number[]): readonly number[] =>
    [...sets].sort((a, b) => (scores.get(a) ?? 0) - (scores.get(b) ?? 0));
  /** Sets that go of each group. */
  const counts = new Map(
    groups.map((group) => {
      const goal = ratioAt(group.ownRatio ?? ratio, step, steps);
      return [group, group.sets.length - staying(group.original, group.sets.length, goal, multiple)];
    }),
  );
  const free = groups.filter(({ ownRatio: own }) => own === undefined);
  if (scope === 'network') {
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
    const gone = sum(free.map(({ original, sets }) => original - sets.length));
    const goal = Math.floor(sum(free.map(({ original }) => original)) * ratioAt(ratio, step, steps) + 1e-9);
    const group = new Map(free.flatMap((one) => one.removable.map((set) => [set, one] as const)));
    for (const one of free) counts.set(one, 0);
    let left = goal - gone;
    for (const set of byScore([...group.keys()])) {
      const owner = group.get(set);
      if (left <= 0 || owner === undefined) break;
      const count = counts.get(owner) ?? 0;
      if (owner.sets.length - count <= Math.min(multiple, owner.sets.length)) continue;
      counts.set(owner, count + 1);
      left--;
    }
    for (const one of free) {
      const kept = one.sets.length - (counts.get(one) ?? 0);
      counts.set(one, one.sets.length - Math.min(one.sets.length, Math.ceil(kept / multiple) * multiple));
    }
  }
  return new Set(groups.flatMap((group) => pick(group, byScore(group.removable), counts.get(group) ?? 0)));
};
