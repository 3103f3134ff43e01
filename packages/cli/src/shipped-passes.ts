import type { Pass } from '@tinyml/core';
import { builtinPasses } from '@tinyml/passes';
import { trainingPasses } from '@tinyml/training';

/** Every pass that tinyml brings, by name. */
export const shippedPasses: readonly Pass[] = [...builtinPasses, ...trainingPasses].sort((a, b) =>
  a.name < b.name ? -1 : 1,
);
