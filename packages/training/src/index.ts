import type { Pass } from '@tinyml/core';
import { clusterWeights } from './passes/cluster-weights.ts';
import { factorizeConvolutions } from './passes/factorize-convolutions.ts';
import { lowRankDense } from './passes/low-rank-dense.ts';
import { prune } from './passes/prune.ts';
import { pruneChannels } from './passes/prune-channels.ts';
import { quantizeAwareTraining } from './passes/quantize-aware-training.ts';
import { reduceInput } from './passes/reduce-input.ts';
import { separateConvolutions } from './passes/separate-convolutions.ts';
import { train } from './passes/train.ts';

export { openBackend, trainingEnvironment, type Backend, type Tf } from './backend.ts';
export { trainingExplanations } from './diagnostics/explanations.ts';
export type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
export { compileNetwork } from './executor/compile-network.ts';
export {
  gradientSlot,
  type Execute,
  type Gradient,
  type GradientOperand,
  type GradientRequest,
  type GradientTools,
  type Invocation,
  type LoadGradient,
} from './executor/gradient.ts';
export type { Network, Parameter, RunOptions } from './executor/network.ts';
export { fineTune, trainingData, type FineTuned, type FineTuneJob } from './fine-tune.ts';
export type { MakeTechnique, Technique, TechniqueSetting } from './technique.ts';
export { combineTechniques } from './techniques/combine.ts';
export { keepSparsityOption, keepZeros } from './techniques/keep-zeros.ts';
export { trainingOptions, type TrainingOptions } from './training-options.ts';

/** The built-in passes that train, sorted. */
export const trainingPasses: readonly Pass[] = [
  clusterWeights,
  factorizeConvolutions,
  lowRankDense,
  prune,
  pruneChannels,
  quantizeAwareTraining,
  reduceInput,
  separateConvolutions,
  train,
];
