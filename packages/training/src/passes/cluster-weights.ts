import { definePass, TinymlError } from '@tinyml/core';
import { weightedNodes } from '@tinyml/passes';
import { nothingToCluster } from '../diagnostics/low-bit-training.ts';
import { trainingEnvironment } from '../backend.ts';
import { clusterLayers } from '../clustering/cluster-layers.ts';
import { sharedWeights } from '../clustering/shared-weights.ts';
import { fineTune, trainingData } from '../fine-tune.ts';
import { excludeOption, layerName, requireLayers } from '../layer-names.ts';
import { combineTechniques } from '../techniques/combine.ts';
import { keepSparsityOption, keepZeros } from '../techniques/keep-zeros.ts';
import { shortenTraining, trainingOptions } from '../training-options.ts';
import { lostInTraining, sharedValues } from '../work.ts';

const name = 'cluster-weights';

const bits = { type: 'integer', minimum: 1, maximum: 8 } as const;

/** The second stage of Deep Compression (Han et al. 2016): shared weights by k-means, then training of the shared values. */
export const clusterWeights = definePass({
  name,
  version: 1,
  kind: 'pre-training',
  summary: 'let the weights of a layer share a few values, and train these',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      bits: { ...bits, default: 4, description: 'a layer shares 2^bits values, 0 of pruned weights included' },
      layers: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'bits'],
          properties: {
            name: layerName,
            bits,
          },
        },
        default: [],
        description: 'bits of single layers, whatever their size',
      },
      exclude: excludeOption,
      minElements: {
        type: 'integer',
        minimum: 0,
        default: 256,
        description: 'layers with fewer weights stay as they are, unless `layers` names them',
      },
      ...keepSparsityOption,
      ...trainingOptions({ epochs: 3, batch: 64, learningRate: 3e-4, schedule: 'cosine' }),
    },
  },
  requires: ['static-shapes', 'float'],
  needs: ['train'],
  needsWith: trainingData,
  search: { bits: [3, 4, 5] },
  shorten: shortenTraining,
  preserves: 'none',
  makes: () => [sharedValues],
  loses: lostInTraining,
  environment: trainingEnvironment,
  async run(graph, context) {
    const { options } = context;
    const named = [...options.exclude, ...options.layers.map((layer) => layer.name)];
    requireLayers(name, 'weighted', named, weightedNodes(graph, context.operators));
    const clustered = clusterLayers(graph, context, options);
    if (clustered.size === 0) throw new TinymlError(nothingToCluster(graph.name, options.minElements));
    const layers = [...clustered.values()];
    const clusters = new Map([...clustered].map(([id, weights]) => [id, weights.clusters]));
    const result = await fineTune(graph, context, {
      pass: name,
      technique: combineTechniques(...(options.keepSparsity ? [keepZeros] : []), sharedWeights(clusters)),
    });
    const shared = layers.reduce((sum, { clusters: { indices } }) => sum + indices.length, 0);
    const values = layers.reduce((sum, { clusters: { centroids } }) => sum + centroids.length, 0);
    return {
      ...result,
      metrics: { ...result.metrics, clusteredLayers: layers.length, clusteredWeights: shared, sharedValues: values },
      artifacts: {
        ...result.artifacts,
        'clusters.txt': layers
          .map(
            ({ layer, clusters: { centroids, indices }, error }) =>
              `${layer}: ${String(indices.length)} weights in ${String(centroids.length)} values, squared error before training ${(100 * error).toFixed(3)} %\n`,
          )
          .join(''),
      },
      summary: `${String(shared)} weights in ${String(values)} values; ${result.summary}`,
    };
  },
});
