import { definePass } from '@tinyml/core';
import { trainingEnvironment } from '../backend.ts';
import { lowRank } from '../factorization/dense.ts';
import { splitOptions } from '../factorization/options.ts';
import { runSplit } from '../factorization/run-split.ts';
import { trainingData } from '../fine-tune.ts';
import { shortenTraining } from '../training-options.ts';
import { lostInSplitting } from '../work.ts';

/** A dense layer becomes two with fewer values between them. */
export const lowRankDense = definePass({
  name: lowRank.pass,
  version: 1,
  kind: 'operations',
  summary: 'write dense layers as two of low rank, and fine-tune',
  options: splitOptions('values between the two layers', 0.9),
  requires: ['static-shapes', 'float'],
  needs: ['train'],
  needsWith: trainingData,
  search: { energy: [0.7, 0.8, 0.9] },
  shorten: shortenTraining,
  preserves: 'none',
  loses: lostInSplitting,
  environment: trainingEnvironment,
  run: (graph, context) => runSplit(graph, context, lowRank),
});
