import type { Json } from '../pipeline/json.ts';
import { canonicalJson, digestOf } from './digest.ts';
import type { Digest, Graph, Node, Value, ValueId } from './graph.ts';

interface GraphJson extends Omit<Graph, 'nodes' | 'values'> {
  readonly values: readonly Value[];
  readonly nodes: readonly (Omit<Node, 'graphs'> & { readonly graphs?: readonly GraphJson[] })[];
}

const toJson = ({ values, nodes, ...rest }: Graph): GraphJson => ({
  ...rest,
  nodes: nodes.map((node) => {
    const { graphs, ...own } = node;
    return graphs === undefined ? own : { ...own, graphs: graphs.map(toJson) };
  }),
  values: [...values.values()],
});

const fromJson = ({ values, nodes, ...rest }: GraphJson): Graph => ({
  ...rest,
  nodes: nodes.map((node) => {
    const { graphs, ...own } = node;
    return (graphs === undefined ? own : { ...own, graphs: graphs.map(fromJson) }) as Node;
  }),
  values: new Map<ValueId, Value>(values.map((value) => [value.id, value])),
});

/** Plain JSON of a graph: its values as a list, in their order. Constants stay digests. */
export const graphToJson = (graph: Graph): Json => toJson(graph) as unknown as Json;

/** The graph that `graphToJson` wrote. The data is trusted: it comes from a record that was checked by its digest. */
export const graphFromJson = (json: Json): Graph => fromJson(json as unknown as GraphJson);

/** Equal for graphs with the same nodes, values, names and constants, in the same order. */
export const graphDigest = (graph: Graph): Digest => digestOf(canonicalJson(graphToJson(graph)));
