import { channelMoments } from './statistics.ts';
import type { Trainer } from './trainer.ts';

/**
 * Gives every batch normalisation the mean and variance that its operand has over `samples`, at inference: layer after
 * layer, for each one's statistics depend on what those before it make of the samples. Averages that follow the batches
 * have not arrived after few steps, and lag behind the weights after many. Operands that share their statistics are
 * counted together.
 */
export const renewStatistics = async (
  trainer: Trainer,
  samples: Int32Array,
  batch: number,
  pause: () => Promise<void>,
): Promise<void> => {
  for (const normalisation of trainer.normalisations) {
    const sums = channelMoments(normalisation.channels);
    for (const operand of normalisation.operands) {
      for (let from = 0; from < samples.length; from += batch) {
        sums.add(trainer.moments(operand, samples.subarray(from, from + batch)));
        await pause();
      }
    }
    trainer.assignStatistics(normalisation, sums);
  }
};
