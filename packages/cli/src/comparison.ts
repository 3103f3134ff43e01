import { isFloat, isWide, type Diagnostic, type Graph, type Tensor, type TensorData, valueOf } from '@tinyml/core';
import type { RunResult } from '@tinyml/codegen';
import { layerDiffers, outputDiffers } from './diagnostics/verification.ts';

/** How far two arrays are apart. `worst`: in the layer's own unit for whole numbers, in shares of its range for floats. */
export interface Distance {
  readonly worst: number;
  readonly count: number;
  readonly total: number;
}

const numbers = (data: TensorData): ArrayLike<number> =>
  isWide(data) ? Array.from(data as BigInt64Array, Number) : data;

/** Largest difference; floats count as shares of the expected tensor's largest magnitude (at least 1e-6). */
export const distance = (expected: TensorData, found: TensorData, float: boolean, tolerance: number): Distance => {
  const [a, b] = [numbers(expected), numbers(found)];
  let range = 1e-6;
  for (let i = 0; float && i < a.length; i++) range = Math.max(range, Math.abs(a[i] ?? 0));
  let worst = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    const difference = Object.is(x, y) || x === y ? 0 : Math.abs(x - y) / (float ? range : 1);
    const apart = Number.isNaN(difference) ? Infinity : difference;
    worst = Math.max(worst, apart);
    if (apart > tolerance) count++;
  }
  return { worst, count, total: a.length };
};

/** Layers with int8 weights on float activations quantise those as they run: the last bit of a range decides a step. */
export const isHybrid = (graph: Graph): boolean =>
  graph.nodes.some(({ inputs }) => {
    const [data, weights] = [inputs[0], inputs[1]].map((id) =>
      id === null || id === undefined ? undefined : valueOf(graph, id).type,
    );
    return data?.dtype === 'float32' && weights?.dtype === 'int8';
  });

export interface Comparison {
  readonly layers: number;
  /** Worst distance of float layers, as a share of the range; 0 where all are whole numbers. */
  readonly worstFloat: number;
  readonly difference: Diagnostic | undefined;
}

/** Compares one run of the C with what the reference computed, layer by layer, then the outputs. */
export const compareRun = (
  where: string,
  graph: Graph,
  expected: ReadonlyMap<string, Tensor>,
  run: RunResult,
  tolerance: number,
): Comparison => {
  let worstFloat = 0;
  let layers = 0;
  const check = (id: string, data: TensorData): Distance | undefined => {
    const reference = expected.get(id);
    if (reference === undefined) return undefined;
    const float = isFloat(reference.type.dtype);
    const apart = distance(reference.data, data, float, float ? tolerance : 0);
    if (float) worstFloat = Math.max(worstFloat, apart.worst);
    return apart;
  };
  const shown = (id: string, { worst }: Distance): string =>
    isFloat(valueOf(graph, id).type.dtype) ? `${worst.toExponential(1)} of the range` : String(worst);
  for (const { node, value, data } of run.trace) {
    const apart = check(value, data);
    if (apart === undefined) continue;
    layers++;
    if (apart.count > 0) {
      const op = graph.nodes.find(({ id }) => id === node)?.op ?? 'copy';
      return {
        layers,
        worstFloat,
        difference: layerDiffers(where, node, op, shown(value, apart), apart.count, apart.total),
      };
    }
  }
  for (const [index, data] of run.outputs.entries()) {
    const id = graph.outputs[index] ?? '';
    const apart = check(id, data);
    if (apart !== undefined && apart.count > 0)
      return { layers, worstFloat, difference: outputDiffers(where, id, shown(id, apart)) };
  }
  return { layers, worstFloat, difference: undefined };
};
