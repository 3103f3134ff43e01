import { definePass } from '@tinyml/core';
import { trainingEnvironment } from '../backend.ts';
import { fineTune, trainingData } from '../fine-tune.ts';
import { trainingOptions } from '../training-options.ts';
import { lostInTraining } from '../work.ts';

/** Trains the network from the weights that it has: random ones, where it was made of layers or code. */
export const train = definePass({
  name: 'train',
  version: 1,
  kind: 'pre-training',
  summary: 'train the network on labelled data',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: trainingOptions({ epochs: 10, batch: 64, learningRate: 0.001 }),
  },
  requires: ['static-shapes', 'float'],
  invalidates: ['untrained'],
  needs: ['train'],
  needsWith: trainingData,
  environment: trainingEnvironment,
  search: {},
  preserves: 'none',
  auto: { first: { where: ['untrained'], why: 'the network is untrained: its weights are random' } },
  loses: lostInTraining,
  givesBaseline: true,
  run: (graph, context) => fineTune(graph, context, { pass: 'train', original: null }),
});
