import type { Explanations } from '@tinyml/core';
import { kernelsExplanations } from './kernels.ts';

/** The long texts of the messages that this package says. */
export const codegenExplanations: Explanations = {
  ...kernelsExplanations,
};
