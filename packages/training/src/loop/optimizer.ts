import type { Optimizer, SGDOptimizer, Tensor, Variable } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import type { TrainingOptions } from '../training-options.ts';

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

/**
 * Variables that `getWeights` leaves out: Adam's powers of its betas, which `setWeights` computes anew, and so a little
 * differently than by the multiplications of the steps.
 */
export const hiddenVariables = (optimizer: Optimizer): readonly Variable[] => {
  const { accBeta1, accBeta2 } = optimizer as unknown as { readonly accBeta1?: Variable; readonly accBeta2?: Variable };
  return accBeta1 === undefined || accBeta2 === undefined ? [] : [accBeta1, accBeta2];
};

/** Frees what the optimiser holds, the learning rate too, which SGD with momentum leaves behind. */
export const disposeOptimizer = (optimizer: Optimizer): void => {
  optimizer.dispose();
  (optimizer as unknown as { readonly c?: Tensor }).c?.dispose();
};
