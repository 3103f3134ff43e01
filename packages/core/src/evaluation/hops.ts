import type { Graph, ValueId } from '../ir/graph.ts';
import { valueOf } from '../ir/graph.ts';
import { allocate, type Tensor } from '../ir/tensor.ts';
import { elementCount, type TensorType } from '../ir/type.ts';

/** What a sample has for an input: one that takes the new frames of a window has all frames of the window. */
export const sampleType = ({ values, window }: Pick<Graph, 'values' | 'window'>, input: ValueId): TensorType => {
  const { type } = valueOf({ values } as Graph, input);
  if (window?.input !== input) return type;
  return { ...type, shape: type.shape.map((extent, i) => (i === window.axis ? window.frames : extent)) };
};

/** Inferences that a sample takes: as many as a window's frames do. */
export const hopCount = ({ window }: Graph): number =>
  window === undefined ? 1 : Math.ceil(window.frames / window.hop);

/** Frames from `first` on; those before the window are real zeros. */
const framesFrom = ({ data, type }: Tensor, result: TensorType, axis: number, first: number): Tensor => {
  const outer = elementCount(type.shape.slice(0, axis));
  const inner = elementCount(type.shape.slice(axis + 1));
  const [all, some] = [type.shape[axis] as number, result.shape[axis] as number];
  const part = allocate(result.dtype, outer * some * inner) as Int8Array;
  part.fill(result.quant?.zeroPoint[0] ?? 0);
  const skipped = Math.max(0, -first);
  for (let o = 0; o < outer; o++) {
    const frames = data.subarray((o * all + first + skipped) * inner, (o * all + first + some) * inner);
    part.set(frames as Int8Array, (o * some + skipped) * inner);
  }
  return { type: result, data: part };
};

/**
 * The inputs of the inferences that a sample takes, from fresh state on; the outputs of the last one are those of the sample. Without a
 * window it is one. Where the hops do not come out even, the first one begins before the window.
 */
export const hopsOf = (graph: Graph, sample: readonly Tensor[]): readonly (readonly Tensor[])[] => {
  const { window } = graph;
  if (window === undefined) return [sample];
  const { axis, frames, hop, input } = window;
  const position = graph.inputs.indexOf(input);
  const count = hopCount(graph);
  return Array.from({ length: count }, (_, n) =>
    sample.map((tensor, i) =>
      i === position
        ? framesFrom(
            { ...tensor, type: sampleType(graph, input) },
            valueOf(graph, input).type,
            axis,
            frames - (count - n) * hop,
          )
        : tensor,
    ),
  );
};
