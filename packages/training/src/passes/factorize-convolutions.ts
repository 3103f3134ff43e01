import { definePass } from '@tinyml/core';
import { trainingEnvironment } from '../backend.ts';
import { factorization } from '../factorization/one-dimensional.ts';
import { splitOptions } from '../factorization/options.ts';
import { runSplit } from '../factorization/run-split.ts';
import { trainingData } from '../fine-tune.ts';
import { shortenTraining } from '../training-options.ts';
import { lostInSplitting } from '../work.ts';

/** A k×k convolution becomes a k×1 one and a 1×k one that follows it. */
export const factorizeConvolutions = definePass({
  name: factorization.pass,
  version: 1,
  kind: 'operations',
  summary: 'write k×k convolutions as k×1 and 1×k convolutions, and fine-tune',
  options: splitOptions('results of the k×1 convolution', 0.85),
  requires: ['static-shapes', 'float'],
  needs: ['train'],
  needsWith: trainingData,
  search: { energy: [0.8, 0.9, 0.95] },
  shorten: shortenTraining,
  preserves: 'none',
  loses: lostInSplitting,
  environment: trainingEnvironment,
  run: (graph, context) => runSplit(graph, context, factorization),
});
