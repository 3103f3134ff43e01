import { elementCount, valueOf, type Graph, type OperatorTable, type Samples, type ValueId } from '@tinyml/core';
import type { Range } from './affine.ts';
import { collector, type CalibrationOptions, type Collector, type Method } from './collector.ts';
import { innerCollectors, type InnerRanges } from './inner-values.ts';
import type { Trace } from './trace.ts';

/**
 * Indices of at most `limit` samples, spread evenly: labelled data is often sorted by class. Of a graph with state the first ones
 * in order: each goes on where the one before it ended.
 */
export const sampleIndices = ({ state = [] }: Graph, count: number, limit: number): number[] => {
  const used = Math.min(count, limit);
  return Array.from({ length: used }, (_, i) => (state.length > 0 ? i : Math.floor((i * count) / used)));
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
  /** Of values within nodes, likewise. */
  innerBy(method: Method): InnerRanges;
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
  operators: OperatorTable,
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
  const inner = innerCollectors(operators, options);
  const indices = sampleIndices(graph, samples.count, options.limit);
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
    trace(
      inputs,
      (id, tensor) => {
        see(id, tensor.data);
      },
      (node, operands) => {
        inner.enter(node, operands, index);
      },
    );
    progress((done + 1) / indices.length);
    // Lets an interruption in.
    await new Promise(setImmediate);
  }
  return {
    innerBy: inner.rangesBy,
    rangesBy: (method) => new Map([...collectors].map(([id, seen]) => [id, seen.range(method)])),
    means: new Map([...meanCollectors].map(([id, seen]) => [id, seen.mean()])),
  };
};
