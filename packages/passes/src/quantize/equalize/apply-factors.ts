import { constantOf, constantValue, valueOf, type Graph, type Value, type ValueId } from '@tinyml/core';
import { linearLayer } from '../../channel-weights.ts';
import type { KnownLayers } from '../../dead-channels/weighted-layer.ts';
import type { RuleContext } from '../intents.ts';
import type { Factors } from './choose-factors.ts';
import type { FactorSets } from './factor-sets.ts';

/** The graph with `factors` taken into weights and biases of the layers on both sides: it computes the same up to float rounding. */
export const applyFactors = (
  graph: Graph,
  { constants, operators }: RuleContext,
  known: KnownLayers,
  sets: FactorSets,
  factors: Factors,
): Graph => {
  const values = new Map(graph.values);
  const change = (id: ValueId, data: Float32Array): void => {
    const value = valueOf(graph, id);
    const changed: Value = { ...value, ...constantValue(constants, id, value.type, data) };
    values.set(id, changed);
  };
  const view = {
    constant: (id: ValueId | null | undefined) => (id == null ? undefined : constantOf(graph, constants, id)),
    type: (id: ValueId) => valueOf(graph, id).type,
  };
  for (const [node, { input, result }] of known.layers) {
    const layer = linearLayer(view, node, operators);
    const weightId = layer && node.inputs[layer.weightPosition];
    if (layer === undefined || weightId == null) continue;
    const into = sets.setsOf(input).map((set) => factors.get(set) ?? 1);
    const out = sets.setsOf(result).map((set) => factors.get(set) ?? 1);
    if ([...into, ...out].every((factor) => factor === 1)) continue;
    const factor = (i: number): number => (out[layer.channelOf(i)] ?? 1) / (into[layer.inputOf(i) % into.length] ?? 1);
    change(
      weightId,
      layer.weights.map((weight, i) => weight * factor(i)),
    );
    const biasId = node.inputs[layer.biasPosition];
    if (biasId != null && layer.bias !== undefined)
      change(
        biasId,
        layer.bias.map((value, o) => value * (out[o] ?? 1)),
      );
  }
  return { ...graph, values };
};
