import { elementCount, TinymlError, valueOf, type Graph, type Samples, type ValueId } from '@tinyml/core';
import { notFinite } from '../diagnostics/quantization.ts';
import type { Range } from './affine.ts';
import { addToHistogram, emptyHistogram, percentileRange } from './histogram.ts';
import { leastErrorRange } from './mse.ts';
import type { StoredType } from './stored-type.ts';
import type { Trace } from './trace.ts';

/** How a range is chosen from the values that a tensor took. */
export const methods = ['min-max', 'percentile', 'mse'] as const;

export type Method = (typeof methods)[number];

export interface CalibrationOptions {
  /** Those that `rangesBy` will be asked for. */
  readonly methods: readonly Method[];
  /** Per cent of the values that each end of the range keeps. */
  readonly percentile: number;
  /** Samples used at most. */
  readonly limit: number;
  /** What the activations will be stored as. */
  readonly stored: StoredType;
}

interface Collector {
  add(data: Float32Array, sample: number): void;
  range(method: Method): Range;
}

/** The least and greatest value, and for the other methods a histogram. */
const collector = (id: ValueId, options: CalibrationOptions): Collector => {
  let [min, max] = [Infinity, -Infinity];
  const histogram = options.methods.some((method) => method !== 'min-max') ? emptyHistogram() : undefined;
  return {
    add(data, sample) {
      let [low, high] = [min, max];
      for (const value of data) {
        if (value < low) low = value;
        if (value > high) high = value;
        // NaN fails every comparison; its difference to itself is no zero either.
        if (value - value !== 0) throw new TinymlError(notFinite(id, sample));
      }
      [min, max] = [low, high];
      if (histogram !== undefined) addToHistogram(histogram, data);
    },
    range(method) {
      if (min > max) return [0, 0];
      if (method === 'min-max' || histogram === undefined) return [min, max];
      return method === 'percentile'
        ? percentileRange(histogram, options.percentile)
        : leastErrorRange(histogram, options.stored);
    },
  };
};

/** Indices of at most `limit` samples, spread evenly: labelled data is often sorted by class. */
export const sampleIndices = (count: number, limit: number): number[] => {
  const used = Math.min(count, limit);
  return Array.from({ length: used }, (_, i) => Math.floor((i * count) / used));
};

/** Mean vector over all positions and samples of a tensor that is read as rows of `length`. */
const meanCollector = (length: number) => {
  const sums = new Float64Array(length);
  let rows = 0;
  return {
    add(data: Float32Array) {
      for (let start = 0; start < data.length; start += length) {
        for (let i = 0; i < length; i++) sums[i] = (sums[i] ?? 0) + (data[start + i] ?? 0);
      }
      rows += data.length / length;
    },
    mean: (): Float64Array => sums.map((sum) => sum / Math.max(rows, 1)),
  };
};

export interface Calibration {
  /** Of every float tensor that the graph computes or reads, as one of the collected methods chooses it. */
  rangesBy(method: Method): ReadonlyMap<ValueId, Range>;
  /** Of the tensors in `meanLengths`. */
  readonly means: ReadonlyMap<ValueId, Float64Array>;
}

/**
 * Runs the samples and gathers what quantisation needs to know.
 * @throws TinymlError (TML481) where a tensor takes NaN or infinity.
 */
export const calibrate = async (
  graph: Graph,
  trace: Trace,
  samples: Samples,
  options: CalibrationOptions,
  meanLengths: ReadonlyMap<ValueId, number>,
  progress: (done: number) => void,
): Promise<Calibration> => {
  const collectors = new Map<ValueId, Collector>();
  for (const value of graph.values.values()) {
    if (value.data === undefined && value.type.dtype === 'float32' && elementCount(value.type.shape) > 0)
      collectors.set(value.id, collector(value.id, options));
  }
  const meanCollectors = new Map([...meanLengths].map(([id, length]) => [id, meanCollector(length)]));
  const indices = sampleIndices(samples.count, options.limit);
  for (const [done, index] of indices.entries()) {
    const see = (id: ValueId, data: unknown): void => {
      if (!(data instanceof Float32Array)) return;
      collectors.get(id)?.add(data, index);
      meanCollectors.get(id)?.add(data);
    };
    const inputs = samples.inputs(index);
    graph.inputs.forEach((id, i) => {
      if (valueOf(graph, id).type.dtype === 'float32') see(id, inputs[i]?.data);
    });
    trace(inputs, (id, tensor) => {
      see(id, tensor.data);
    });
    progress((done + 1) / indices.length);
    // Lets an interruption in.
    await new Promise(setImmediate);
  }
  return {
    rangesBy: (method) => new Map([...collectors].map(([id, seen]) => [id, seen.range(method)])),
    means: new Map([...meanCollectors].map(([id, seen]) => [id, seen.mean()])),
  };
};
