import {
  constantOf,
  constantValue,
  definePass,
  TinymlError,
  valueOf,
  type Constants,
  type Graph,
  type Metrics,
} from '@tinyml/core';
import { decreasingSparsity } from '../diagnostics/pruning.ts';
import { trainingEnvironment } from '../backend.ts';
import { fineTune, trainingData } from '../fine-tune.ts';
import { excludeOption } from '../layer-names.ts';
import { layersOption } from '../pruning/layer-ratios.ts';
import { pruningMask, type Pattern } from '../pruning/mask.ts';
import { parsePattern, patternOption } from '../pruning/pattern.ts';
import { pruneTechnique } from '../pruning/prune-technique.ts';
import { chooseWeights, sparsityOfWeights, type PrunedWeights } from '../pruning/pruned-weights.ts';
import { combineTechniques } from '../techniques/combine.ts';
import { keepZeros } from '../techniques/keep-zeros.ts';
import { shortenTraining, trainingOptions } from '../training-options.ts';
import { lostInTraining, zeros } from '../work.ts';

/** The weights at their final sparsity, as they are. */
const pruneOnce = (graph: Graph, pruned: readonly PrunedWeights[], pattern: Pattern, constants: Constants): Graph => {
  const values = new Map(graph.values);
  for (const { weights: id, matrix, final } of pruned) {
    const value = valueOf(graph, id);
    const weights = constantOf(graph, constants, id)?.data as Float32Array;
    const mask = pruningMask(weights, matrix, pattern, final);
    const kept = weights.map((weight, i) => (mask[i] === 0 ? 0 : weight));
    values.set(id, { ...value, ...constantValue(constants, id, value.type, kept) });
  }
  return { ...graph, values };
};

const rounded = (share: number): number => Number(share.toFixed(4));

/** Options that count in steps of the optimiser. */
interface CountedSteps {
  readonly epochs: number;
  readonly begin: number;
  readonly end?: number;
  readonly frequency: number;
}

/** Steps that the options count in stand where they stood, as a part of all. */
const shortenPruning = <Options extends CountedSteps>(options: Options, share: number): Options | undefined => {
  const short = shortenTraining(options, share);
  if (short === undefined || share === 0) return short;
  const part = short.epochs / options.epochs;
  return {
    ...short,
    begin: Math.round(options.begin * part),
    frequency: Math.max(1, Math.round(options.frequency * part)),
    ...(options.end === undefined ? {} : { end: Math.max(1, Math.round(options.end * part)) }),
  };
};

/**
 * Magnitude pruning: while the network trains, more and more of its least weights become zero, and stay so. Biases and
 * batch normalisation are not pruned.
 */
export const prune = definePass({
  name: 'prune',
  version: 1,
  kind: 'pre-training',
  summary: 'make the least weights zero while the network trains',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...trainingOptions({ epochs: 40, batch: 128, learningRate: 1e-3 }),
      initial: {
        type: 'number',
        minimum: 0,
        exclusiveMaximum: 1,
        description: 'share of zeros at the step `begin`; default: 0.5, or `final` where that is less',
      },
      final: {
        type: 'number',
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        default: 0.8,
        description: 'share of zeros from the step `end` on',
      },
      begin: { type: 'integer', minimum: 0, default: 0, description: 'step of the optimiser at which pruning begins' },
      end: {
        type: 'integer',
        minimum: 1,
        description: 'step at which the final share is reached; default: three quarters of all steps',
      },
      frequency: { type: 'integer', minimum: 1, default: 100, description: 'steps between two updates of the masks' },
      exponent: { type: 'number', exclusiveMinimum: 0, default: 3, description: 'of the polynomial decay' },
      distribution: {
        type: 'string',
        enum: ['uniform', 'erdos-renyi'],
        default: 'uniform',
        description:
          'uniform: each layer to the share `final` · erdos-renyi: that share of all weights together, less of small layers, which lose more by it',
      },
      pattern: patternOption,
      exclude: excludeOption,
      layers: layersOption(
        'the final shares of single layers; also prunes depthwise layers, which else are left alone',
      ),
    },
  },
  requires: ['static-shapes', 'float'],
  needs: ['train'],
  needsWith: trainingData,
  environment: trainingEnvironment,
  search: {
    final: [0.5, 0.7, 0.8, 0.9],
    distribution: ['uniform', 'erdos-renyi'],
    pattern: ['unstructured', '2:4', [1, 4]],
  },
  shorten: shortenPruning,
  preserves: 'none',
  makes: () => [zeros],
  loses: ({ epochs }) => lostInTraining({ epochs, keepSparsity: true }),
  async run(graph, context) {
    const { constants, options } = context;
    const pattern = parsePattern(options.pattern);
    const initial = options.initial ?? Math.min(0.5, options.final);
    if (initial > options.final) throw new TinymlError(decreasingSparsity(initial, options.final));
    const pruned = chooseWeights(graph, context.operators, options);
    const technique = combineTechniques(keepZeros, pruneTechnique(pruned, pattern, { ...options, initial }));
    const tuned =
      options.epochs === 0
        ? { graph: pruneOnce(graph, pruned, pattern, constants), metrics: { epochs: 0 } satisfies Metrics }
        : await fineTune(graph, context, { pass: 'prune', technique });
    const { layers, total } = sparsityOfWeights(tuned.graph, context);
    return {
      ...tuned,
      summary: `${(total * 100).toFixed(1)} % of the weights are 0`,
      metrics: {
        ...tuned.metrics,
        sparsity: rounded(total),
        ...Object.fromEntries(layers.map(([layer, share]) => [`${layer}.sparsity`, rounded(share)])),
      },
    };
  },
});
