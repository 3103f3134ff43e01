import { type Fact, type Work } from '@tinyml/core';
import { sparsityNeedsCoding } from './diagnostics/pruning.ts';
import { clustersNeedCoding, lowBitsNeedPacking, rangesNeedQuantize } from './diagnostics/wasted-work.ts';

export const zeros: Work = { fact: 'weights-pruned', what: 'zeros among the weights', unused: sparsityNeedsCoding() };

export const sharedValues: Work = {
  fact: 'weights-shared',
  what: 'values that the weights of a layer share',
  unused: clustersNeedCoding(),
};

/** What training with the rounding of `bits` leaves. */
export const roundedWeights = (bits: number): readonly Work[] => [
  {
    fact: 'ranges-learned',
    what: 'ranges of activations, and weights that int8 does not change',
    lost: 'use `quantize: { mode: int8 }`, or leave quantize-aware-training out',
    unused: rangesNeedQuantize(),
  },
  ...(bits < 8
    ? [{ fact: 'weights-of-few-bits', what: `weights of ${String(bits)} bits`, unused: lowBitsNeedPacking(bits) }]
    : []),
];

interface Trains {
  readonly epochs: number;
  readonly keepSparsity?: boolean;
}

/** What does not outlive training that knows nothing of it. Zeros do where the pass is told to keep them. */
export const lostInTraining = ({ epochs, keepSparsity = false }: Trains): readonly Fact[] =>
  epochs === 0
    ? []
    : [...(keepSparsity ? [] : ['weights-pruned']), 'weights-shared', 'weights-of-few-bits', 'ranges-learned'];

/** What does not outlive a pass that writes layers anew. */
export const lostInSplitting = (): readonly Fact[] => lostInTraining({ epochs: 1 });
