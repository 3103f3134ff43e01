import {
  constantOf,
  elementCount,
  traitsOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import { matchesAny, matchesLayer } from '../layer-names.ts';
import { clusterValues, type Clusters } from './k-means.ts';

export interface ClusterOptions {
  readonly bits: number;
  readonly minElements: number;
  readonly keepSparsity: boolean;
  readonly exclude: readonly string[];
  readonly layers: readonly { readonly name: string; readonly bits: number }[];
}

export interface ClusteredWeights {
  readonly layer: string;
  readonly clusters: Clusters;
  /** ‖weights − shared values‖² / ‖weights‖², before any training. */
  readonly error: number;
}

const relativeError = (weights: Float32Array, { centroids, indices }: Clusters): number => {
  let [difference, total] = [0, 0];
  weights.forEach((weight, i) => {
    difference += (weight - (centroids[indices[i] ?? 0] ?? 0)) ** 2;
    total += weight ** 2;
  });
  return total === 0 ? 0 : difference / total;
};

/** Bits asked for `node`; undefined where it is to stay as it is. */
const bitsFor = (node: Node, elements: number, options: ClusterOptions): number | undefined => {
  if (matchesAny(options.exclude, node)) return undefined;
  const own = options.layers.findLast(({ name }) => matchesLayer(name, node))?.bits;
  return own ?? (elements < options.minElements ? undefined : options.bits);
};

/** Shared values for the weights of each layer that the options mean, by the ids of their constants. */
export const clusterLayers = (
  graph: Graph,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
  options: ClusterOptions,
): ReadonlyMap<ValueId, ClusteredWeights> => {
  const found = new Map<ValueId, ClusteredWeights>();
  for (const node of graph.nodes) {
    const { weighted } = traitsOf(operators, node.op);
    const id = weighted && node.inputs[weighted.filter];
    const tensor = id == null ? undefined : constantOf(graph, constants, id);
    if (id == null || tensor?.type.dtype !== 'float32' || found.has(id)) continue;
    const bits = bitsFor(node, elementCount(tensor.type.shape), options);
    if (bits === undefined) continue;
    const weights = tensor.data as Float32Array;
    const clusters = clusterValues(weights, 2 ** bits, options.keepSparsity);
    found.set(id, { layer: node.id, clusters, error: relativeError(weights, clusters) });
  }
  return found;
};
