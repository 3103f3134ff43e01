import { contentDigests } from '../evaluation/content-digests.ts';
import { positionsOf, samplesAt, subsetOf, type SampleSubset } from '../evaluation/sample-subset.ts';
import { seededPart } from '../evaluation/seeded-part.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import type { SplitSource } from './pass-context.ts';
import type { Session } from './session.ts';

/** A part of a split that was set apart to choose by: no pass has seen it. */
export interface HeldOut {
  readonly split: 'train' | 'calibration';
  /** Of the samples, 0 … 1. */
  readonly share: number;
}

/** The session with other samples in its splits; what stages read of them is compared with these. */
export const withSplits = (session: Session, splits: Session['splits']): Session => ({
  ...session,
  splits,
  environment: {
    ...session.environment,
    current: (read) => {
      const source = read.kind === 'data' ? splits[read.name as DataSplit] : undefined;
      return source === undefined ? session.environment.current(read) : source.digest();
    },
  },
});

/**
 * A split without its held-out part. Its digest says how the part is drawn, so that a build which reads that in a lock takes the stages of
 * the search from the cache, and opens no data for it. `kept`: the samples that are left, where they are known.
 */
export const heldOutSource = (
  source: SplitSource,
  { share }: Pick<HeldOut, 'share'>,
  seed: number,
  kept?: SampleSubset,
): SplitSource => ({
  digest: async () => digestOf(canonicalJson({ split: await source.digest(), heldOut: { share, seed } })),
  async open(model) {
    const samples = await source.open(model);
    if (kept !== undefined) return samplesAt(samples, positionsOf(kept));
    const drawn = seededPart(contentDigests(samples), samples.labels, share, seed);
    return samplesAt(samples, positionsOf(subsetOf(drawn.map((is) => !is))));
  },
});

/** The session whose passes see what a search's passes saw. */
export const withHeldOut = (session: Session, heldOut: HeldOut, seed: number): Session => {
  const source = session.splits[heldOut.split];
  return source === undefined
    ? session
    : withSplits(session, { ...session.splits, [heldOut.split]: heldOutSource(source, heldOut, seed) });
};
