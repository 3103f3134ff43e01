import {
  allocate,
  elementCount,
  integerRange,
  isWide,
  prepare,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import type { GoldenVector } from './options.ts';

/** Smooth noise, the same at every run: sums of sines with a phase for each case. Real range −1 … 1. */
const sample = (position: number, seed: number): number =>
  (Math.sin(position * 0.37 + seed * 1.7) + Math.sin(position * 0.091 + seed * 0.6) + Math.sin(position * 2.3 + seed)) /
  3;

/** A seeded input of `type`: floats in −1 … 1, integers over the whole of an 8-bit range. */
export const seededInput = (type: TensorType, seed: number): TensorData => {
  const data = allocate(type.dtype, elementCount(type.shape));
  if (isWide(data) || data instanceof Uint16Array) return data;
  if (data instanceof Float32Array) return data.map((_, i) => sample(i, seed));
  const [low, high] =
    type.dtype === 'uint8' || type.dtype === 'bool' || type.dtype === 'int4'
      ? type.dtype === 'bool'
        ? [0, 1]
        : integerRange(type.dtype)
      : data instanceof Uint32Array
        ? [0, 255]
        : [-128, 127];
  for (let i = 0; i < data.length; i += 1) data[i] = Math.round(low + ((sample(i, seed) + 1) / 2) * (high - low));
  return data;
};

/** Bytes of inputs and outputs that the test of a project may hold: they must fit beside the model. */
const room = 64 * 1024;

/**
 * At most three seeded cases with the reference interpreter's outputs; fewer for large tensors, but one at least. State
 * goes on from each to the next.
 */
export const goldenVectors = (
  graph: Graph,
  constants: Constants,
  operators: OperatorTable,
): readonly GoldenVector[] => {
  const types = graph.inputs.map((id) => valueOf(graph, id).type);
  const vectors: GoldenVector[] = [];
  const runner = prepare(graph, { constants, operators });
  let bytes = 0;
  for (let seed = 1; seed <= 3; seed += 1) {
    const inputs = types.map((type) => seededInput(type, seed));
    const tensors = inputs.map((data, i) => ({ data, type: types[i] as TensorType }));
    const outputs = runner.run(tensors).map((tensor) => tensor.data);
    for (const data of [...inputs, ...outputs]) bytes += data.byteLength;
    if (vectors.length > 0 && bytes > room) break;
    vectors.push({ inputs, outputs });
  }
  return vectors;
};
