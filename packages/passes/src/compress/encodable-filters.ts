import {
  consumers,
  constantOf,
  encodedRow,
  encodingsOf,
  isObserved,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type TensorType,
  type Value,
  type WeightEncoding,
} from '@tinyml/core';

/** An int8 filter that a layer has for itself and that its kernels can decode. */
export interface EncodableFilter {
  readonly node: Node;
  readonly value: Value;
  readonly values: Int8Array;
  /** Values in a row of the encoding. */
  readonly row: number;
  /** Axis of the filter along which the layer's channels lie. */
  readonly axis: number;
  readonly input: TensorType;
  /** Those that its kernels know. */
  readonly encodings: readonly WeightEncoding[];
}

const filterPosition = 1;

const usedOnce = (graph: Graph, { id }: Value): boolean => !isObserved(graph, id) && consumers(graph, id).length === 1;

/** The filters of a graph that are not encoded yet, in the order of its layers. */
export const encodableFilters = (graph: Graph, constants: Constants): readonly EncodableFilter[] =>
  graph.nodes.flatMap((node): EncodableFilter[] => {
    const [x, filter] = node.inputs;
    if (x == null || filter == null) return [];
    const [value, input] = [valueOf(graph, filter), valueOf(graph, x).type];
    if (input.dtype !== 'int8' && input.dtype !== 'float32') return [];
    const encodings = encodingsOf(node.op, input.dtype);
    if (encodings.length === 0) return [];
    if (value.type.dtype !== 'int8' || value.encoding !== undefined || !usedOnce(graph, value)) return [];
    const { data } = constantOf(graph, constants, filter) ?? {};
    if (!(data instanceof Int8Array) || node.inputs.lastIndexOf(filter) !== filterPosition) return [];
    const { shape } = value.type;
    const axis = node.op === 'depthwise_conv_2d' ? shape.length - 1 : 0;
    return [{ node, value, values: data, row: encodedRow(node.op, shape), axis, input, encodings }];
  });
