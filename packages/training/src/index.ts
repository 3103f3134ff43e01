import type { Pass } from '@tinyml/core';

/** The built-in passes that train, sorted. */
export const trainingPasses: readonly Pass[] = [];
