import type { Digest, Graph } from '../ir/graph.ts';
import { graphFromJson } from '../ir/serialize.ts';
import type { StageOutput } from './record.ts';

/** Digests of all constants of a graph, those of nested graphs and its state's initial values included, each once. */
export const graphBlobs = (graph: Graph): readonly Digest[] => {
  const constants = [...graph.values.values()].map(({ data }) => data);
  const initial = (graph.state ?? []).map((state) => state.initial);
  const nested = graph.nodes.flatMap(({ graphs = [] }) => graphs.flatMap(graphBlobs));
  return [...new Set([...constants, ...initial, ...nested].filter((digest) => digest !== undefined))].sort();
};

/** Whether a stage's cached product is a graph, all of whose constants it keeps. */
export const isGraphOutput = ({ value, blobs }: StageOutput): boolean => {
  try {
    const kept = new Set(blobs);
    return graphBlobs(graphFromJson(value)).every((digest) => kept.has(digest));
  } catch {
    return false;
  }
};
