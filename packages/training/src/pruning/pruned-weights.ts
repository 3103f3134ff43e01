import {
  constantOf,
  elementCount,
  TinymlError,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import { weightedNodes } from '@tinyml/passes';
import { layerNotPruned, nothingToPrune } from '../diagnostics/pruning.ts';
import { erdosRenyi, type Distribution } from './distribution.ts';
import { isNamed, requireLayers } from '../layer-names.ts';
import { ownRatio, type LayerOptions } from './layer-ratios.ts';
import type { Matrix } from './mask.ts';

/** The weights of a layer that are pruned, and how far. */
export interface PrunedWeights {
  readonly layer: string;
  readonly weights: ValueId;
  readonly matrix: Matrix;
  /** Share of zeros in the end. */
  readonly final: number;
}

const pass = 'prune';

/** The id of the layer's constant float weights, or why it has none that can be pruned. */
const weightsOf = (
  graph: Graph,
  node: Node,
  operators: OperatorTable,
): { readonly id: ValueId } | { readonly why: string } => {
  const { weighted } = traitsOf(operators, node.op);
  if (weighted === undefined) return { why: `${node.op} has no weights` };
  const id = node.inputs[weighted.filter];
  if (id == null || valueOf(graph, id).data === undefined) return { why: 'its weights are computed' };
  const { dtype } = valueOf(graph, id).type;
  return dtype === 'float32' ? { id } : { why: `its weights are ${dtype}, not float32` };
};

/**
 * The weights to prune: of all convolutions and fully connected layers that are not excluded; of depthwise convolutions,
 * which have few weights and need them, only where `layers` names them. Weights that layers share are listed once.
 * @throws TinymlError for a name that no layer has (TML660), a named layer without float weights (TML651), nothing to
 * prune (TML652)
 */
export const chooseWeights = (
  graph: Graph,
  operators: OperatorTable,
  options: LayerOptions & { readonly final: number; readonly distribution: Distribution },
): readonly PrunedWeights[] => {
  const weighted = weightedNodes(graph, operators);
  const wanted = options.layers.map(({ name }) => name);
  requireLayers(pass, 'weighted', [...options.exclude, ...wanted], weighted);
  const left: (readonly [layer: string, reason: string])[] = [];
  const chosen = new Map<ValueId, PrunedWeights>();
  const ownFinal = new Set<ValueId>();
  for (const node of weighted) {
    const own = ownRatio(node, options);
    const { weighted: operands } = traitsOf(operators, node.op);
    const weights = weightsOf(graph, node, operators);
    if ('why' in weights) {
      if (isNamed(wanted, node)) throw new TinymlError(layerNotPruned(pass, node.id, weights.why));
      left.push([node.id, weights.why]);
    } else if (own === 0) left.push([node.id, 'it is excluded']);
    else if (own === undefined && operands?.depthwise === true)
      left.push([node.id, 'depthwise layers are pruned where `layers` names them']);
    else {
      if (own !== undefined) ownFinal.add(weights.id);
      const { shape } = valueOf(graph, weights.id).type;
      const channelAxis = operands?.channelAxis ?? 0;
      const channels = shape[channelAxis] ?? 1;
      const size = elementCount(shape);
      // A depthwise filter's channels are neighbours: its rows are the taps.
      const rows = channelAxis === 0 ? channels : size / channels;
      chosen.set(weights.id, {
        layer: node.id,
        weights: weights.id,
        matrix: { rows, columns: size / rows },
        final: own ?? options.final,
      });
    }
  }
  if (chosen.size === 0) throw new TinymlError(nothingToPrune(pass, left));
  if (options.distribution === 'uniform') return [...chosen.values()];
  const free = [...chosen.values()].filter(({ weights }) => !ownFinal.has(weights));
  const shapes = free.map(({ weights }) => valueOf(graph, weights).type.shape);
  erdosRenyi(shapes, options.final).forEach((final, i) => {
    const one = free[i];
    if (one !== undefined) chosen.set(one.weights, { ...one, final });
  });
  return [...chosen.values()];
};

/** Share of zeros in a graph: of each layer's weights, and of all of them. Biases do not count. */
export const sparsityOfWeights = (
  graph: Graph,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
): { readonly layers: readonly (readonly [layer: string, share: number])[]; readonly total: number } => {
  let [zeros, all] = [0, 0];
  const layers = graph.nodes.flatMap((node) => {
    const weights = weightsOf(graph, node, operators);
    if ('why' in weights) return [];
    const numbers = constantOf(graph, constants, weights.id)?.data as Float32Array;
    const count = numbers.reduce((sum, value) => sum + (value === 0 ? 1 : 0), 0);
    zeros += count;
    all += numbers.length;
    return [[node.id, count / numbers.length] as const];
  });
  return { layers, total: all === 0 ? 0 : zeros / all };
};
