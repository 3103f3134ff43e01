import {
  constantOf,
  defineRule,
  rewrite,
  slidingWindow,
  traitsOf,
  valueOf,
  type Graph,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import { linearLayer, type LinearLayer } from '../channel-weights.ts';
import { slidingWindowOf } from '../sliding-window.ts';
import type { RuleContext } from './intents.ts';
import { quantizeWeights, weightScales } from './weights.ts';

/** Length of the vector whose mean the correction needs of each tensor that a layer with weights reads. */
export const meanLengths = (graph: Graph, { constants, operators }: RuleContext): ReadonlyMap<ValueId, number> => {
  const view = {
    constant: (id: ValueId | null | undefined) => (id == null ? undefined : constantOf(graph, constants, id)),
    type: (id: ValueId) => valueOf(graph, id).type,
  };
  const lengths = new Map<ValueId, number>();
  for (const node of graph.nodes) {
    const layer = linearLayer(view, node, operators);
    const id = layer?.node.inputs[layer.inputPosition];
    if (layer === undefined || id == null) continue;
    const rows = traitsOf(operators, node.op).weighted?.dense === true ? layer.weightType : view.type(id);
    lengths.set(id, rows.shape.at(-1) ?? 1);
  }
  return lengths;
};

/** Share of the results along one axis for which each tap lies within the input, not in the padding. */
const covered = (
  input: number,
  taps: number,
  stride: number,
  dilation: number,
  before: number,
  output: number,
): number[] =>
  Array.from({ length: taps }, (_, tap) => {
    let inside = 0;
    for (let position = 0; position < output; position++) {
      const at = position * stride + tap * dilation - before;
      if (at >= 0 && at < input) inside += 1;
    }
    return inside / output;
  });

/** Share of the results for which a weight meets an input element, by the weight's index. */
const coverage = (graph: Graph, operators: OperatorTable, layer: LinearLayer): ((index: number) => number) => {
  const { node, weightType } = layer;
  const sliding = slidingWindowOf(node, operators, () => weightType.shape);
  if (sliding === undefined) return () => 1;
  const input = node.inputs[layer.inputPosition];
  const [, height = 1, width = 1] = input == null ? [] : valueOf(graph, input).type.shape;
  const [, kernelHeight = 1, kernelWidth = 1, inner = 1] = weightType.shape;
  const { strides, dilations, padding } = sliding;
  const window = slidingWindow([height, width], [kernelHeight, kernelWidth], strides, dilations, padding);
  const rows = covered(height, kernelHeight, strides[0], dilations[0], window.height.before, window.height.output);
  const columns = covered(width, kernelWidth, strides[1], dilations[1], window.width.before, window.width.output);
  return (index) => {
    const tap = Math.floor(index / inner);
    return (columns[tap % kernelWidth] ?? 1) * (rows[Math.floor(tap / kernelWidth) % kernelHeight] ?? 1);
  };
};

/** The layer's bias less the mean error that rounding its weights brings, or undefined where nothing is to be corrected. */
const correctedBias = (
  graph: Graph,
  operators: OperatorTable,
  layer: LinearLayer,
  mean: ArrayLike<number>,
): Float32Array | undefined => {
  const { node, weights, weightType, bias } = layer;
  const id = node.inputs[layer.weightPosition];
  const intent = id == null ? undefined : valueOf(graph, id).intent;
  if (bias === undefined || intent?.dtype !== 'int8' || intent.range === undefined) return undefined;
  const scales = weightScales(intent.range, 1, undefined, Infinity);
  const stored = quantizeWeights(weights, weightType.shape, scales, intent.axis);
  const share = coverage(graph, operators, layer);
  const errors = new Float64Array(layer.channels);
  weights.forEach((weight, i) => {
    const c = layer.channelOf(i);
    const scale = scales[scales.length === 1 ? 0 : c] ?? 1;
    const error = (stored[i] ?? 0) * scale - weight;
    errors[c] = (errors[c] ?? 0) + error * (mean[layer.inputOf(i)] ?? 0) * share(i);
  });
  return bias.map((value, c) => value - (errors[c] ?? 0));
};

/**
 * Rounded weights shift a layer's mean result by Σ (rounded weight − weight) · mean input; the bias takes the shift back.
 * Formula: Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction" (2019), with means
 * from the calibration samples. Intents stay; `means`: one vector per tensor, as `meanLengths` asks.
 */
export const correctBiases = (
  graph: Graph,
  { constants, operators }: RuleContext,
  means: ReadonlyMap<ValueId, ArrayLike<number>>,
): Graph => {
  const corrected = new Set<string>();
  const correct = defineRule({
    apply(node, view) {
      const { weighted, window } = traitsOf(operators, node.op);
      // How often the others read each weight is not known.
      const isCovered = weighted?.dense === true || window === 'filter';
      if (!isCovered || corrected.has(node.id)) return undefined;
      const layer = linearLayer(view, node, operators);
      const mean = means.get(layer?.node.inputs[layer.inputPosition] ?? '');
      if (layer === undefined || mean === undefined) return undefined;
      const bias = correctedBias(graph, operators, layer, mean);
      const id = node.inputs[layer.biasPosition];
      if (bias === undefined || id == null) return undefined;
      corrected.add(node.id);
      const changed = view.addConstant(`${id}_corrected`, { dtype: 'float32', shape: [bias.length] }, bias);
      const { intent } = view.value(id);
      const inputs = node.inputs.map((input, i) => (i === layer.biasPosition ? changed : input));
      return {
        nodes: [{ ...node, inputs } as Node],
        values: intent === undefined ? [] : [{ ...view.value(changed), intent }],
      };
    },
  });
  return rewrite(graph, constants, [correct]);
};
