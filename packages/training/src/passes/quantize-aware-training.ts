import { definePass, TinymlError, type Graph, type QuantIntent, type Value, type ValueId } from '@tinyml/core';
import { stateNotQuantized } from '@tinyml/passes';
import { int8Plan, type Range } from '@tinyml/passes';
import { nothingToQuantizeAware } from '../diagnostics/low-bit-training.ts';
import { trainingEnvironment } from '../backend.ts';
import { fineTune, trainingData } from '../fine-tune.ts';
import { roundDataConstants } from '../quantization/data-constants.ts';
import { quantizationAware } from '../quantization/quantization-aware.ts';
import { combineTechniques } from '../techniques/combine.ts';
import { keepSparsityOption, keepZeros } from '../techniques/keep-zeros.ts';
import { shortenTraining, trainingOptions } from '../training-options.ts';
import { lostInTraining, roundedWeights } from '../work.ts';

const name = 'quantize-aware-training';

/** The graph with the learned ranges as intents, which `quantize` takes over. */
const withRanges = (graph: Graph, ranges: ReadonlyMap<ValueId, Range>): Graph => ({
  ...graph,
  values: new Map(
    [...graph.values].map(([id, value]): [ValueId, Value] => {
      const range = ranges.get(id);
      const intent: QuantIntent | undefined = range && { dtype: 'int8', range: [range] };
      return [id, intent === undefined ? value : { ...value, intent }];
    }),
  ),
});

/**
 * Fine-tuning with the rounding of int8 in the forward pass and gradients that ignore it (Jacob et al. 2018). Weights
 * come out on the grid that `quantize` will use, and the ranges of activations go with the graph as intents.
 */
export const quantizeAwareTraining = definePass({
  name,
  version: 1,
  kind: 'pre-training',
  summary: 'train with the rounding of int8, so that quantize loses nothing more',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      weightBits: {
        type: 'integer',
        minimum: 2,
        maximum: 8,
        default: 8,
        description: 'weights take 2^bits − 1 values, symmetric around 0',
      },
      perChannelDense: {
        type: 'boolean',
        default: false,
        description: 'one scale for each output of fully_connected; give `quantize` the same',
      },
      decay: {
        type: 'number',
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.99,
        description: 'of the moving averages that are the ranges of activations',
      },
      ...keepSparsityOption,
      ...trainingOptions({ epochs: 3, batch: 64, learningRate: 1e-4, schedule: 'cosine' }),
    },
  },
  requires: ['static-shapes', 'float', 'batch-norm-folded', 'activations-fused'],
  needs: ['train'],
  needsWith: trainingData,
  search: { weightBits: [8] },
  shorten: shortenTraining,
  preserves: 'none',
  makes: ({ weightBits }) => roundedWeights(weightBits),
  loses: (options) => ['weights-shared', ...lostInTraining(options)],
  environment: trainingEnvironment,
  async run(source, context) {
    const { options, constants } = context;
    if ((source.state ?? []).length > 0) throw new TinymlError(stateNotQuantized(source.name, 'int8'));
    const plan = int8Plan(source, context, options);
    if (plan.weights.size === 0) throw new TinymlError(nothingToQuantizeAware(source.name));
    const graph = roundDataConstants(source, plan, constants);
    let ranges: ReadonlyMap<ValueId, Range> = new Map();
    const technique = quantizationAware(plan, options, (learned) => {
      ranges = learned;
    });
    const result = await fineTune(graph, context, {
      pass: name,
      original: source,
      technique: combineTechniques(...(options.keepSparsity ? [keepZeros] : []), technique),
    });
    return {
      ...result,
      graph: withRanges(result.graph, ranges),
      metrics: { ...result.metrics, quantizedWeights: plan.weights.size, learnedRanges: ranges.size },
    };
  },
});
