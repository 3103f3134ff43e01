import type { Json } from '../pipeline/json.ts';
import { canonicalJson, digestOf } from './digest.ts';
import type { Digest, Graph, Value, ValueId } from './graph.ts';

interface GraphJson extends Omit<Graph, 'values'> {
  readonly values: readonly Value[];
}

/** Plain JSON of a graph: its values as a list, in their order. Constants stay digests. */
export const graphToJson = (graph: Graph): Json => {
  const { values, ...rest } = graph;
  const json: GraphJson = { ...rest, values: [...values.values()] };
  return json as unknown as Json;
};

/** The graph that `graphToJson` wrote. The data is trusted: it comes from a record that was checked by its digest. */
export const graphFromJson = (json: Json): Graph => {
  const { values, ...rest } = json as unknown as GraphJson;
  return { ...rest, values: new Map<ValueId, Value>(values.map((value) => [value.id, value])) };
};

/** Equal for graphs with the same nodes, values, names and constants, in the same order. */
export const graphDigest = (graph: Graph): Digest => digestOf(canonicalJson(graphToJson(graph)));
