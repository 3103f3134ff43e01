import {
  consumers,
  constantOf,
  encodedRow,
  isObserved,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type TensorType,
  type Value,
  type ValueId,
  type WeightEncoding,
} from '@tinyml/core';
import { groupsOf } from '../channel-weights.ts';

/** An int8 filter that a layer has for itself and that its kernels can decode. */
export interface EncodableFilter {
  readonly node: Node;
  readonly value: Value;
  readonly values: Int8Array;
  /** Values in a row of the encoding. */
  readonly row: number;
  /** Axis of the filter along which the layer's channels lie. */
  readonly axis: number;
  readonly bias: ValueId | undefined;
  readonly input: TensorType;
  /** Those that its kernels know. */
  readonly encodings: readonly WeightEncoding[];
}

const usedOnce = (graph: Graph, { id }: Value): boolean => !isObserved(graph, id) && consumers(graph, id).length === 1;

/** The filters of a graph that are not encoded yet, in the order of its layers. */
export const encodableFilters = (
  graph: Graph,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
): readonly EncodableFilter[] =>
  graph.nodes.flatMap((node): EncodableFilter[] => {
    const { weighted } = traitsOf(operators, node.op);
    if (weighted === undefined) return [];
    const [x, filter] = [node.inputs[weighted.input], node.inputs[weighted.filter]];
    if (x == null || filter == null) return [];
    const [value, input] = [valueOf(graph, filter), valueOf(graph, x).type];
    if (input.dtype !== 'int8' && input.dtype !== 'float32') return [];
    const encodings = weighted.encodings?.[input.dtype] ?? [];
    if (encodings.length === 0 || groupsOf(weighted, value.type.shape, input.shape.at(-1) ?? 1) > 1) return [];
    if (value.type.dtype !== 'int8' || value.encoding !== undefined || !usedOnce(graph, value)) return [];
    const { data } = constantOf(graph, constants, filter) ?? {};
    if (!(data instanceof Int8Array) || node.inputs.lastIndexOf(filter) !== weighted.filter) return [];
    const { bias, channelAxis: axis } = weighted;
    const row = encodedRow(value.type.shape, axis);
    return [{ node, value, values: data, row, axis, bias: node.inputs[bias] ?? undefined, input, encodings }];
  });
