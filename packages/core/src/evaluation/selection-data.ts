import type { Samples } from '../data/samples.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import { contentDigests } from './content-digests.ts';
import { subsetOf, type SampleSubset } from './sample-subset.ts';
import { seededPart } from './seeded-part.ts';

/** Where the samples come from that a choice is made by. */
export type ChoosingFrom =
  | { readonly split: 'validation'; readonly how: 'given' }
  /** A part drawn by lot; the rest stays what it was: samples to train on, to report by, to calibrate with. */
  | { readonly split: 'train' | 'test' | 'calibration'; readonly how: 'drawn'; readonly share: number };

/** Samples to choose by, and what is left of the splits. JSON: it is cached. */
export interface SelectionParts {
  readonly from: ChoosingFrom;
  /** Of the split that they come from. */
  readonly choosing: SampleSubset;
  /** What each split keeps; absent: all of it. */
  readonly kept: Readonly<Partial<Record<DataSplit, SampleSubset>>>;
  /** Samples left out because another split has them, too. */
  readonly dropped: readonly { readonly from: DataSplit; readonly because: DataSplit; readonly count: number }[];
}

/** Of training data. */
const heldOut = 0.1;
const half = 0.5;
/** Of calibration data, where there is nothing else. */
const quarter = 0.25;

/**
 * What chooses: `data.validation`; else of a network that is trained here a part of `data.train`; else half of `data.test`, as a model
 * that comes trained has probably seen `data.train`. Without any of them inputs of `data.train`
 * or `data.calibration`, whose labels say nothing of such a model.
 */
export const choosingFrom = (splits: ReadonlySet<DataSplit>, isUntrained: boolean): ChoosingFrom | undefined => {
  if (splits.has('validation')) return { split: 'validation', how: 'given' };
  if (isUntrained && splits.has('train')) return { split: 'train', how: 'drawn', share: heldOut };
  if (splits.has('test')) return { split: 'test', how: 'drawn', share: half };
  if (splits.has('train')) return { split: 'train', how: 'drawn', share: heldOut };
  return splits.has('calibration') ? { split: 'calibration', how: 'drawn', share: quarter } : undefined;
};

/**
 * Divides samples: calibration, the samples that choose and those that report have none in common, by content. What calibration uses is
 * left as it is, so that a search and a build calibrate alike; what reports is left as far as that allows.
 */
export const selectionParts = (
  from: ChoosingFrom,
  splits: Readonly<Partial<Record<DataSplit, Samples>>>,
  seed: number,
): SelectionParts => {
  const contents = new Map<DataSplit, readonly string[]>();
  for (const split of new Set<DataSplit>(['calibration', 'test', from.split])) {
    const samples = splits[split];
    if (samples !== undefined) contents.set(split, contentDigests(samples));
  }
  const own = contents.get(from.split) ?? [];
  const drawn =
    from.how === 'given' ? own.map(() => true) : seededPart(own, splits[from.split]?.labels, from.share, seed);
  const dropped: SelectionParts['dropped'][number][] = [];
  const without = (
    split: DataSplit,
    taken: readonly boolean[],
    because: DataSplit,
    known: ReadonlySet<string>,
  ): readonly boolean[] => {
    const left = taken.map((is, i) => is && !known.has(contents.get(split)?.[i] ?? ''));
    const count = taken.filter((is, i) => is && left[i] === false).length;
    if (count > 0) dropped.push({ from: split, because, count });
    return left;
  };
  const calibrating = new Set(from.split === 'calibration' ? [] : contents.get('calibration'));
  const reporting = new Set(from.split === 'test' ? [] : contents.get('test'));
  const choosing = without(from.split, without(from.split, drawn, 'calibration', calibrating), 'test', reporting);
  const rest = own.map((_, i) => drawn[i] === false);
  const kept: Partial<Record<DataSplit, SampleSubset>> = {};
  if (from.how === 'drawn') {
    const left = from.split === 'test' ? without('test', rest, 'calibration', calibrating) : rest;
    kept[from.split] = subsetOf(left);
  }
  const reports = contents.get('test');
  if (from.split !== 'test' && reports !== undefined) {
    const all = reports.map(() => true);
    const left = without('test', all, 'calibration', calibrating);
    if (left.includes(false)) kept.test = subsetOf(left);
  }
  return { from, choosing: subsetOf(choosing), kept, dropped };
};
