import type { Explanations } from '@tinyml/core';
import { dataExplanations } from './data.ts';
import { kerasExplanations } from './keras.ts';
import { modelExplanations } from './model.ts';
import { networkExplanations } from './network.ts';

/** The long texts of the messages that this package says. */
export const formatsExplanations: Explanations = {
  ...dataExplanations,
  ...kerasExplanations,
  ...modelExplanations,
  ...networkExplanations,
};
