import {
  byteLength,
  elementCount,
  nodeMacs,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type TensorType,
} from '@tinyml/core';

/** One layer of a model, in numbers. Bytes of memory: all activations that are alive while it runs. */
export interface LayerProfile {
  readonly id: string;
  readonly op: string;
  readonly source: string | null;
  readonly outputs: readonly TensorType[];
  readonly macs: number;
  readonly parameters: number;
  readonly memory: number;
}

export interface ModelProfile {
  readonly layers: readonly LayerProfile[];
  readonly macs: number;
  readonly parameters: number;
  /** Bytes of all constants. */
  readonly weights: number;
  /** Greatest of the layers' memory, in bytes. */
  readonly peak: number;
}

/** Plain integers are shapes, axes and paddings: they are no parameters. */
const isParameter = ({ dtype, quant }: TensorType): boolean =>
  quant !== undefined || !(dtype === 'int32' || dtype === 'int64' || dtype === 'bool');

/** Layer by layer: MACs, parameters, and memory over time. A constant that several layers share counts with the first. */
export const profileModel = (graph: Graph, operators: OperatorTable, constants: Constants): ModelProfile => {
  const lastUse = new Map<string, number>();
  const end = graph.nodes.length;
  for (const [index, node] of graph.nodes.entries())
    for (const id of node.inputs) if (id !== null) lastUse.set(id, index);
  for (const id of [...graph.outputs, ...(graph.state ?? []).flatMap(({ input, output }) => [input, output])])
    lastUse.set(id, end);
  const counted = new Set<string>();
  const alive = new Map<string, number>();
  for (const id of [...graph.inputs, ...(graph.state ?? []).map(({ input }) => input)])
    alive.set(id, byteLength(valueOf(graph, id).type));
  const layers = graph.nodes.map((node, index): LayerProfile => {
    let parameters = 0;
    for (const id of node.inputs) {
      if (id === null || counted.has(id)) continue;
      const { data, type } = valueOf(graph, id);
      if (data === undefined || !isParameter(type)) continue;
      counted.add(id);
      parameters += elementCount(type.shape);
    }
    for (const id of node.outputs) alive.set(id, byteLength(valueOf(graph, id).type));
    const memory = [...alive.values()].reduce((sum, bytes) => sum + bytes, 0);
    for (const id of [...alive.keys()]) if ((lastUse.get(id) ?? -1) <= index) alive.delete(id);
    return {
      id: node.id,
      op: node.op,
      source: node.source?.name ?? null,
      outputs: node.outputs.map((id) => valueOf(graph, id).type),
      macs: nodeMacs(graph, node, operators),
      parameters,
      memory,
    };
  });
  const digests = new Set([...graph.values.values()].flatMap(({ data }) => (data === undefined ? [] : [data])));
  const sum = (key: 'macs' | 'parameters'): number => layers.reduce((total, layer) => total + layer[key], 0);
  return {
    layers,
    macs: sum('macs'),
    parameters: sum('parameters'),
    weights: [...digests].reduce((total, digest) => total + constants.get(digest).byteLength, 0),
    peak: Math.max(0, ...layers.map(({ memory }) => memory)),
  };
};
