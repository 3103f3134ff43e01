import {
  definePass,
  TinymlError,
  valueOf,
  type Graph,
  type Metrics,
  type OperatorTable,
  type PassContext,
  type Samples,
} from '@tinyml/core';
import { sizeMetrics, sizeOf, sizeSummary, usualMultiple, weightedNodes } from '@tinyml/passes';
import { moreStepsThanEpochs } from '../diagnostics/pruning.ts';
import { trainingEnvironment } from '../backend.ts';
import { graphCost } from '../cost.ts';
import { fineTune, trainingData } from '../fine-tune.ts';
import { excludeOption } from '../layer-names.ts';
import { layersOption } from '../pruning/layer-ratios.ts';
import { channelRemoval } from '../pruning/remove-channels.ts';
import { keepSparsityOption, keepZeros } from '../techniques/keep-zeros.ts';
import { shortenTraining, trainingOptions, type TrainingOptions } from '../training-options.ts';
import { lostInTraining } from '../work.ts';

/** Enough for means over a channel's pixels. */
const scoredSamples = 64;

/** `most` samples, evenly spread: data sorted by class shows all of them. */
const spread = (samples: Samples, most: number): Samples => {
  const count = Math.min(samples.count, most);
  return { count, inputs: (index) => samples.inputs(Math.floor((index * samples.count) / count)) };
};

/** `<layer>.channels`: how many before → after, for the layers that lost some. */
const channelMetrics = (before: Graph, after: Graph, operators: OperatorTable): Metrics => {
  const channels = (graph: Graph): ReadonlyMap<string, number> =>
    new Map(
      weightedNodes(graph, operators).flatMap(({ id, outputs: [result] }) => {
        const size = result === undefined ? undefined : valueOf(graph, result).type.shape.at(-1);
        return size === undefined ? [] : [[id, size]];
      }),
    );
  const left = channels(after);
  return Object.fromEntries(
    [...channels(before)]
      .filter(([id, count]) => left.get(id) !== count)
      .map(([id, count]) => [`${id}.channels`, `${String(count)} → ${String(left.get(id) ?? 0)}`]),
  );
};

/** What training in part `part` of `parts` gets: its share of the epochs and of the progress. */
const partOf = <Options extends TrainingOptions>(
  context: PassContext<Options>,
  part: number,
  parts: number,
): PassContext<Options> => {
  const { epochs } = context.options;
  const share = Math.floor((epochs * (part + 1)) / parts) - Math.floor((epochs * part) / parts);
  return {
    ...context,
    options: { ...context.options, epochs: share },
    progress(done, what) {
      context.progress((part + done) / parts, what);
    },
  };
};

/**
 * Structured pruning: the filters that matter least leave the model, with the channels that they make in all tensors
 * and all weights that read those; then what is left is trained. Layers whose results are added lose the same channels.
 */
export const pruneChannels = definePass({
  name: 'prune-channels',
  version: 1,
  kind: 'pre-training',
  summary: 'remove the filters that matter least, and train the rest',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...trainingOptions({ epochs: 10, batch: 64, learningRate: 1e-3 }),
      ratio: {
        type: 'number',
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        default: 0.5,
        description: 'share of the channels to remove',
      },
      scope: {
        type: 'string',
        enum: ['layer', 'network'],
        default: 'layer',
        description: 'layer: the ratio of each layer · network: of all together, so that some lose more than others',
      },
      criterion: {
        type: 'string',
        enum: ['l1', 'batch-norm', 'contribution'],
        default: 'l1',
        description:
          'what says how much a channel matters: l1: the weights of its filter · batch-norm: gamma · contribution: what it adds to the sums of the next layers, on 64 training samples',
      },
      multiple: {
        type: 'integer',
        minimum: 1,
        maximum: 16,
        description: 'leave a multiple of so many channels; default: 4 where latency comes first, else 1',
      },
      steps: {
        type: 'integer',
        minimum: 1,
        maximum: 100,
        default: 1,
        description: 'remove channels in so many steps, each followed by its share of the epochs',
      },
      ...keepSparsityOption,
      exclude: excludeOption,
      layers: layersOption('the ratios of single layers'),
    },
  },
  requires: ['static-shapes', 'float'],
  needs: ['train'],
  needsWith: (options) => (options.criterion === 'contribution' ? ['train'] : trainingData(options)),
  search: { ratio: [0.25, 0.5, 0.75], scope: ['layer', 'network'] },
  shorten: (options, share) => {
    const short = shortenTraining(options, share);
    return short && { ...short, steps: share === 0 ? options.steps : Math.min(options.steps, short.epochs) };
  },
  preserves: 'none',
  loses: lostInTraining,
  defaultsFor: (target) => ({ multiple: usualMultiple(target) }),
  environment: trainingEnvironment,
  async run(graph, context) {
    const { constants, operators, options, target } = context;
    const { epochs, steps, criterion } = options;
    if (epochs > 0 && steps > epochs) throw new TinymlError(moreStepsThanEpochs(steps, epochs));
    const samples = criterion === 'contribution' ? spread(await context.data('train'), scoredSamples) : undefined;
    const remove = channelRemoval(
      graph,
      { ...options, multiple: options.multiple ?? usualMultiple(target) },
      { constants, operators, samples },
    );
    let present = graph;
    let trained: Metrics = {};
    for (let step = 1; step <= steps; step++) {
      present = remove(present, step).graph;
      if (epochs === 0) continue;
      const tuned = await fineTune(present, partOf(context, step - 1, steps), {
        pass: 'prune-channels',
        name: `step ${String(step)}`,
        original: graph,
        ...(options.keepSparsity && { technique: keepZeros }),
      });
      present = tuned.graph;
      trained = { ...tuned.metrics, epochs };
    }
    const [before, after] = [sizeOf(graph, operators), sizeOf(present, operators)];
    const parametersBefore = graphCost(graph, operators).parameters;
    const { parameters } = graphCost(present, operators);
    return {
      graph: present,
      summary: sizeSummary(before, after),
      metrics: {
        ...sizeMetrics(before, after),
        parametersBefore,
        parameters,
        ...channelMetrics(graph, present, operators),
        ...trained,
      },
    };
  },
});
