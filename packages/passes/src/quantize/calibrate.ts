import { elementCount, notFinite, TinymlError, valueOf, type Graph, type Samples, type ValueId } from '@tinyml/core';
import type { Range } from './affine.ts';
import { addToHistogram, emptyHistogram, percentileRange, type Histogram } from './histogram.ts';
import { leastErrorRange } from './mse.ts';
import type { Trace } from './trace.ts';

export type Method = 'min-max' | 'percentile' | 'mse';

export interface CalibrationOptions {
  readonly method: Method;
  /** Per cent of the values that each end of the range keeps. */
  readonly percentile: number;
  /** Samples used at most. */
  readonly limit: number;
}

interface Collector {
  add(data: Float32Array, sample: number): void;
  range(): Range;
}

const minMaxCollector = (id: ValueId): Collector => {
  let min = Infinity;
  let max = -Infinity;
  return {
    add(data, sample) {
      let low = min;
      let high = max;
      for (const value of data) {
        if (value < low) low = value;
        if (value > high) high = value;
        // NaN fails every comparison; its difference to itself is no zero either.
        if (value - value !== 0) throw new TinymlError(notFinite(id, sample));
      }
      min = low;
      max = high;
    },
    range: () => (min > max ? [0, 0] : [min, max]),
  };
};

const histogramCollector = (id: ValueId, rangeOf: (histogram: Histogram) => Range): Collector => {
  const histogram = emptyHistogram();
  return {
    add(data, sample) {
      if (!data.every(Number.isFinite)) throw new TinymlError(notFinite(id, sample));
      addToHistogram(histogram, data);
    },
    range: () => (histogram.total === 0 ? [0, 0] : rangeOf(histogram)),
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
  /** Of every float tensor that the graph computes or reads. */
  readonly ranges: ReadonlyMap<ValueId, Range>;
  /** Of the tensors in `meanLengths`. */
  readonly means: ReadonlyMap<ValueId, Float64Array>;
}

/**
 * Runs the samples and gathers what quantisation needs to know.
 * @throws TinymlError (TML481) where a tensor takes NaN or infinity.
 */
export const calibrate = (
  graph: Graph,
  trace: Trace,
  samples: Samples,
  options: CalibrationOptions,
  meanLengths: ReadonlyMap<ValueId, number>,
  progress: (done: number) => void,
): Calibration => {
  const newCollector = (id: ValueId): Collector => {
    switch (options.method) {
      case 'min-max':
        return minMaxCollector(id);
      case 'percentile':
        return histogramCollector(id, (histogram) => percentileRange(histogram, options.percentile));
      case 'mse':
        return histogramCollector(id, leastErrorRange);
    }
  };
  const collectors = new Map<ValueId, Collector>();
  for (const value of graph.values.values()) {
    if (value.data === undefined && value.type.dtype === 'float32' && elementCount(value.type.shape) > 0)
      collectors.set(value.id, newCollector(value.id));
  }
  const meanCollectors = new Map([...meanLengths].map(([id, length]) => [id, meanCollector(length)]));
  const indices = sampleIndices(samples.count, options.limit);
  indices.forEach((index, done) => {
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
  });
  return {
    ranges: new Map([...collectors].map(([id, collector]) => [id, collector.range()])),
    means: new Map([...meanCollectors].map(([id, collector]) => [id, collector.mean()])),
  };
};
