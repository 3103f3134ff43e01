import type { Explanations } from '@tinyml/core';
import { executorExplanations } from './executor.ts';
import { factorizationExplanations } from './factorization.ts';
import { lowBitTrainingExplanations } from './low-bit-training.ts';
import { pruningExplanations } from './pruning.ts';
import { learningExplanations } from './learning.ts';
import { wastedWorkExplanations } from './wasted-work.ts';

/** The long texts of the messages that this package says. */
export const trainingExplanations: Explanations = {
  ...executorExplanations,
  ...factorizationExplanations,
  ...lowBitTrainingExplanations,
  ...pruningExplanations,
  ...learningExplanations,
  ...wastedWorkExplanations,
};
