import { definePass, TinymlError } from '@tinyml/core';
import { alreadyReduced, nothingToReduce } from '../diagnostics/factorization.ts';
import { trainingEnvironment } from '../backend.ts';
import { costMetrics, costSummary, graphCost } from '../cost.ts';
import { fineTune, trainingData } from '../fine-tune.ts';
import { filterSteps } from '../reduction/filter.ts';
import { findImage } from '../reduction/find-image.ts';
import { fixedWeights } from '../reduction/fixed-weights.ts';
import { filterName, reduceImage } from '../reduction/reduce.ts';
import { combineTechniques } from '../techniques/combine.ts';
import { keepSparsityOption, keepZeros } from '../techniques/keep-zeros.ts';
import { shortenTraining, trainingOptions } from '../training-options.ts';
import { lostInTraining } from '../work.ts';

/** A smaller image is less work in every layer; the model keeps its input and filters it itself. */
export const reduceInput = definePass({
  name: 'reduce-input',
  version: 1,
  kind: 'workload',
  summary: 'low-pass filter and downsample the input image, adapt the layers that follow it, and fine-tune',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      factor: {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 2, maxItems: 2 },
        ],
        default: 2,
        description: 'how many times smaller, or [height, width] each',
      },
      size: {
        type: 'array',
        items: { type: 'integer', minimum: 1 },
        minItems: 2,
        maxItems: 2,
        description: '[height, width] to come to, in place of a factor',
      },
      filter: {
        type: 'string',
        enum: ['average', 'binomial'],
        default: 'average',
        description: 'average: mean of the pixels that become one · binomial: near a Gaussian, over twice as many',
      },
      input: { type: 'string', description: 'the model input to reduce; default: the only one that is an image' },
      ...keepSparsityOption,
      ...trainingOptions({ epochs: 5, batch: 64, learningRate: 1e-3 }),
    },
  },
  requires: ['static-shapes', 'float'],
  needs: ['train'],
  needsWith: trainingData,
  search: { factor: [2, 3], filter: ['average', 'binomial'] },
  shorten: shortenTraining,
  preserves: 'none',
  loses: lostInTraining,
  environment: trainingEnvironment,
  async run(graph, context) {
    const { options, constants, operators } = context;
    const image = findImage(graph, operators, options.input);
    if (graph.nodes.some(({ id }) => id === filterName)) {
      context.report(alreadyReduced(filterName));
      return graph;
    }
    const [, height, width] = image.shape;
    const steps = filterSteps([height, width], options.factor, options.size);
    if (steps[0] === 1 && steps[1] === 1) throw new TinymlError(nothingToReduce(height, width));
    const reduced = reduceImage(graph, image, options.filter, steps, { constants, operators });
    const fixed = reduced.weights === undefined ? [] : [fixedWeights([reduced.weights])];
    const technique = combineTechniques(...(options.keepSparsity ? [keepZeros] : []), ...fixed);
    const tuned = await fineTune(reduced.graph, context, { pass: 'reduce-input', original: graph, technique });
    const [before, after] = [graphCost(graph, operators), graphCost(reduced.graph, operators)];
    const sizes = { image: `${String(height)}×${String(width)}`, reduced: reduced.size.join('×') };
    return {
      ...tuned,
      metrics: {
        ...tuned.metrics,
        ...sizes,
        ...costMetrics(before, after),
      },
      summary: `${sizes.image} → ${sizes.reduced}, ${costSummary(before, after)}`,
    };
  },
});
