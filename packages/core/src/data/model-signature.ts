import { sampleType } from '../evaluation/hops.ts';
import type { Graph } from '../ir/graph.ts';
import type { TensorType } from '../ir/type.ts';

/** A value that goes into or comes out of a model. */
export interface NamedType {
  readonly name: string;
  readonly type: TensorType;
}

/** What samples have to fit: all inputs, and the first output, which targets are held against. */
export interface ModelSignature {
  readonly inputs: readonly NamedType[];
  /** Absent where only inputs are read. */
  readonly output?: NamedType;
}

export const signatureOf = (graph: Graph): ModelSignature => {
  const named = (id: string): NamedType => ({ name: id, type: sampleType(graph, id) });
  const [output] = graph.outputs;
  return { inputs: graph.inputs.map(named), ...(output === undefined ? {} : { output: named(output) }) };
};
