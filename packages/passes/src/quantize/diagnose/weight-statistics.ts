import { constantOf, type Constants, type Graph, type Node, type OperatorTable } from '@tinyml/core';
import { channelOf, channelRanges } from '../channels.ts';
import { ruleOf } from '../quantize-slot.ts';
import { operandsOf } from '../roles.ts';
import { addToComparison, decibels, newComparison } from '../signal-to-noise.ts';
import { outlierRatio } from './grid-statistics.ts';

/** What storing a layer's weights loses. */
export interface WeightStatistics {
  /** In dB; null: they are stored as they are. */
  readonly sqnr: number | null;
  /** Largest row over the one in the middle, where all share one scale; else null. */
  readonly rowRatio: number | null;
  /** Steps are coarser than the weights ask for, as the bias would not fit in its accumulator. */
  readonly coarseForBias: boolean;
}

/** A step that is so much larger than the weights' range asks for has another reason. */
const coarser = 1.05;

/** Of the first weights of `node` in `float`, as the node of that name stores them in `quantized`; undefined: float, or none. */
export const weightStatistics = (
  float: Graph,
  quantized: Graph,
  node: Node,
  constants: Constants,
  operators: OperatorTable,
): WeightStatistics | undefined => {
  const rule = ruleOf(operators, node.op);
  const made = quantized.nodes.find(({ id }) => id === node.id);
  const [position] = rule === undefined ? [] : operandsOf(node, rule, 'weight');
  if (position === undefined || made === undefined) return undefined;
  const [before, after] = [node.inputs[position], made.inputs[position]];
  if (before == null || after == null) return undefined;
  const [wanted, stored] = [constantOf(float, constants, before), constantOf(quantized, constants, after)];
  const quant = stored?.type.quant;
  if (wanted?.type.dtype !== 'float32' || stored?.data.length !== wanted.data.length || quant === undefined)
    return undefined;
  const weights = wanted.data as Float32Array;
  const { shape } = wanted.type;
  const { axis, scale } = quant;
  const channel = channelOf(shape, axis);
  const real = Float64Array.from(weights, (_, i) => Number(stored.data[i] ?? 0) * (scale[channel(i)] ?? scale[0] ?? 1));
  const sums = newComparison();
  addToComparison(sums, weights, real);
  const magnitudes = (along: number | undefined): number[] =>
    channelRanges(weights, shape, along).map(([low, high]) => Math.max(-low, high));
  return {
    sqnr: decibels(sums),
    rowRatio: axis === undefined ? outlierRatio(magnitudes(rule?.weightAxisOnRequest ?? 0)) : null,
    coarseForBias: magnitudes(axis).some(
      (magnitude, i) => magnitude > 0 && (scale[i] ?? 0) * 127 > magnitude * coarser,
    ),
  };
};
