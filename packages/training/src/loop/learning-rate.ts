import type { TrainingOptions } from '../training-options.ts';

/** The learning rate of step `step` of `steps` (counted from 0). */
export const learningRateAt = (
  { learningRate, schedule }: Pick<TrainingOptions, 'learningRate' | 'schedule'>,
  step: number,
  steps: number,
): number => {
  const done = steps === 0 ? 0 : step / steps;
  switch (schedule) {
    case 'constant':
      return learningRate;
    case 'cosine': // Loshchilov and Hutter 2017 (SGDR), eq. 5, without restarts
      return (learningRate * (1 + Math.cos(Math.PI * done))) / 2;
    case 'exponential':
      return learningRate * 0.01 ** done;
    case 'step':
      return learningRate * (done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01);
  }
};
