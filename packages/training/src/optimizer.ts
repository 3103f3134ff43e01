import type { Optimizer, SGDOptimizer } from '@tensorflow/tfjs';
import type { Tf } from './backend.ts';
import type { TrainingOptions } from './training-options.ts';

/** TensorFlow.js's own optimiser: Adam (Kingma and Ba 2015) with its usual moments, or SGD with momentum. */
export const makeOptimizer = (
  tf: Tf,
  { optimizer, learningRate, momentum }: Pick<TrainingOptions, 'optimizer' | 'learningRate' | 'momentum'>,
): Optimizer => (optimizer === 'adam' ? tf.train.adam(learningRate) : tf.train.momentum(learningRate, momentum));

/** TensorFlow.js has a setter for SGD only; Adam reads the field at every step. */
export const setLearningRate = (optimizer: Optimizer, rate: number): void => {
  const known = optimizer as unknown as { learningRate: number } & Partial<Pick<SGDOptimizer, 'setLearningRate'>>;
  if (known.learningRate === rate) return;
  if (known.setLearningRate === undefined) known.learningRate = rate;
  else known.setLearningRate(rate);
};
