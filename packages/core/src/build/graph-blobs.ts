import type { Digest, Graph } from '../ir/graph.ts';

/** Digests of all constants of a graph, each once. */
export const graphBlobs = (graph: Graph): readonly Digest[] =>
  [...new Set([...graph.values.values()].flatMap(({ data }) => (data === undefined ? [] : [data])))].sort();
