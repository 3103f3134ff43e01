import type { Explanations } from '@tinyml/core';
import { compressionExplanations } from './compression.ts';
import { dataRangeExplanations } from './data-range.ts';
import { quantizationExplanations } from './quantization.ts';
import { streamingExplanations } from './streaming.ts';

/** The long texts of the messages that this package says. */
export const passesExplanations: Explanations = {
  ...compressionExplanations,
  ...dataRangeExplanations,
  ...quantizationExplanations,
  ...streamingExplanations,
};
