import { definePass } from '@tinyml/core';
import { splittingTakesCode } from '../diagnostics/wasted-work.ts';
import { trainingEnvironment } from '../backend.ts';
import { splitOptions } from '../factorization/options.ts';
import { runSplit } from '../factorization/run-split.ts';
import { trainingData } from '../fine-tune.ts';
import { shortenTraining } from '../training-options.ts';
import { lostInSplitting } from '../work.ts';
import { separation } from '../factorization/separable.ts';

/** A k×k convolution becomes a depthwise one and a 1×1 one that mixes its results. */
export const separateConvolutions = definePass({
  name: separation.pass,
  version: 1,
  kind: 'operations',
  summary: 'write convolutions as depthwise and 1×1 convolutions, and fine-tune',
  options: splitOptions('depthwise filters for each input channel', 0.5),
  requires: ['static-shapes', 'float'],
  needs: ['train'],
  needsWith: trainingData,
  search: { rank: ['auto', 1, 2, 3] },
  shorten: shortenTraining,
  preserves: 'none',
  loses: lostInSplitting,
  advice: (_, [first]) => (first === 'size' ? [splittingTakesCode(separation.pass)] : []),
  environment: trainingEnvironment,
  run: (graph, context) => runSplit(graph, context, separation),
});
