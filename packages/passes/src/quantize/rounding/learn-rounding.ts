import {
  constantOf,
  constantValue,
  roundHalfAway,
  valueOf,
  type Graph,
  type Samples,
  type ValueId,
} from '@tinyml/core';
import { linearLayer, type LinearLayer } from '../../channel-weights.ts';
import { sampleIndices } from '../calibrate.ts';
import type { RuleContext } from '../intents.ts';
import type { Trace } from '../trace.ts';
import { weightScales } from '../weights.ts';
import { addVector, covariance, inverseFactor, newMoments, type SecondMoments } from './second-moments.ts';
import { weightRows, type WeightRows } from './weight-rows.ts';

/** Rows longer than this take too long: their weights are rounded to the nearest. */
const longestRow = 1536;
/** Vectors that moments are made of: as many as make about this many products, but some for each weight, and no more than are of use. */
const [products, leastPerWeight, mostVectors] = [4e7, 3, 8192];
const steps = 127;

interface Learner {
  readonly layer: LinearLayer;
  readonly input: ValueId;
  readonly rows: WeightRows;
  /** One for each group of the rows. */
  readonly moments: readonly SecondMoments[];
  /** Vectors taken from each sample. */
  readonly perSample: number;
}

const learnersOf = (graph: Graph, { constants, operators }: RuleContext, samples: number): readonly Learner[] => {
  const view = {
    constant: (id: ValueId | null | undefined) => (id == null ? undefined : constantOf(graph, constants, id)),
    type: (id: ValueId) => valueOf(graph, id).type,
  };
  return graph.nodes.flatMap((node): Learner[] => {
    const layer = linearLayer(view, node, operators);
    const input = layer && node.inputs[layer.inputPosition];
    const weights = layer && node.inputs[layer.weightPosition];
    if (layer === undefined || input == null || weights == null) return [];
    const { intent } = valueOf(graph, weights);
    const readers = graph.nodes.filter(({ inputs }) => inputs.includes(weights)).length;
    if (intent?.dtype !== 'int8' || intent.range === undefined || layer.bias === undefined || readers > 1) return [];
    const rows = weightRows(layer, view.type(input), operators);
    if (rows === undefined || rows.length > longestRow) return [];
    const wanted = Math.max(leastPerWeight * rows.length, Math.min(mostVectors, products / rows.length ** 2));
    return [
      {
        layer,
        input,
        rows,
        moments: rows.groups.map(() => newMoments(rows.length)),
        perSample: Math.min(rows.positions, Math.ceil(wanted / samples)),
      },
    ];
  });
};

const observe = ({ rows, moments, perSample }: Learner, data: Float32Array): void => {
  const vector = new Float64Array(rows.length);
  rows.groups.forEach(({ gather }, g) => {
    for (let i = 0; i < perSample; i++) {
      gather(data, Math.floor((i * rows.positions) / perSample), vector);
      addVector(moments[g] as SecondMoments, vector);
    }
  });
};

/** Mean square that `error` in the weights of a row makes of what it reads, the mean left out. */
const errorPower = (error: Float64Array, matrix: Float64Array): number => {
  let power = 0;
  error.forEach((value, i) => {
    if (value === 0) return;
    let sum = 0;
    for (let j = 0; j < error.length; j++) sum += (matrix[i * error.length + j] as number) * (error[j] as number);
    power += value * sum;
  });
  return power;
};

const onGrid = (value: number, scale: number): number =>
  Math.min(Math.max(roundHalfAway(value / scale), -steps), steps) * scale;

/** Errors of a row's weights that make up for each other. */
const learnedErrors = (row: Float64Array, scale: number, factor: Float64Array): Float64Array => {
  const { length } = row;
  const wanted = row.slice();
  const errors = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const value = onGrid(wanted[k] as number, scale);
    errors[k] = value - (row[k] as number);
    const rest = ((wanted[k] as number) - value) / (factor[k * length + k] as number);
    for (let j = k + 1; j < length; j++) wanted[j] = (wanted[j] as number) - rest * (factor[k * length + j] as number);
  }
  return errors;
};

/** Weights on the grid of their scales, and the bias that goes with them. */
const roundLayer = ({ layer, rows, moments }: Learner, scales: readonly number[]) => {
  const { weights, bias = new Float32Array(layer.channels) } = layer;
  const [rounded, shifted] = [weights.slice(), bias.slice()];
  rows.groups.forEach(({ channels }, g) => {
    const own = moments[g] as SecondMoments;
    const matrix = covariance(own);
    const factor = inverseFactor(matrix, rows.length);
    for (const channel of channels) {
      const scale = scales[scales.length === 1 ? 0 : channel] ?? 1;
      const row = Float64Array.from({ length: rows.length }, (_, k) => weights[rows.weightAt(channel, k)] as number);
      const nearest = row.map((weight) => onGrid(weight, scale) - weight);
      const learned = learnedErrors(row, scale, factor);
      const errors = errorPower(learned, matrix) < errorPower(nearest, matrix) ? learned : nearest;
      let shift = 0;
      errors.forEach((error, k) => {
        rounded[rows.weightAt(channel, k)] = (row[k] as number) + error;
        shift += error * (own.sums[k] as number);
      });
      shifted[channel] = (bias[channel] as number) - shift / Math.max(own.count, 1);
    }
  });
  return { rounded, shifted };
};

/**
 * Rounds the weights that are meant to be int8 one after the other, each time letting those that are not rounded yet make up for the error on
 * what the layer reads: Frantar et al., "GPTQ" (2022), with the covariance in place of the products, since the bias takes the mean error.
 * `trace` runs the float network on `samples`. Weights lie on the grid of their scales afterwards; intents stay.
 */
export const learnRounding = (
  graph: Graph,
  context: RuleContext,
  trace: Trace,
  samples: Samples,
  limit: number,
): Graph => {
  const indices = sampleIndices(graph, samples.count, limit);
  const learners = learnersOf(graph, context, indices.length);
  const byInput = new Map<ValueId, Learner[]>();
  for (const learner of learners) byInput.set(learner.input, [...(byInput.get(learner.input) ?? []), learner]);
  const see = (id: ValueId, data: unknown): void => {
    if (data instanceof Float32Array) for (const learner of byInput.get(id) ?? []) observe(learner, data);
  };
  for (const index of indices) {
    const inputs = samples.inputs(index);
    graph.inputs.forEach((id, i) => {
      see(id, inputs[i]?.data);
    });
    trace(inputs, (id, { data }) => {
      see(id, data);
    });
  }
  const values = new Map(graph.values);
  const change = (id: ValueId | null | undefined, data: Float32Array): void => {
    if (id == null) return;
    const value = valueOf(graph, id);
    values.set(id, { ...value, ...constantValue(context.constants, id, value.type, data) });
  };
  for (const learner of learners) {
    const { node, weightPosition, biasPosition } = learner.layer;
    const range = valueOf(graph, node.inputs[weightPosition] ?? '').intent?.range ?? [];
    const { rounded, shifted } = roundLayer(learner, weightScales(range, 1, undefined, Infinity));
    change(node.inputs[weightPosition], rounded);
    change(node.inputs[biasPosition], shifted);
  }
  return { ...graph, values };
};
