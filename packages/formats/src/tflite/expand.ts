import { elementCount, inlineGraph, type Attributes, type Node, type SourceNode, type TensorType } from '@tinyml/core';
import type { Expansion } from './expansions/define-expansion.ts';
import type { NestedGraphs } from './nested-graphs.ts';
import type { ShapeInference } from './open-shapes.ts';
import type { Values } from './values.ts';

/** What an expansion gets, and what it builds with. Every operand and result has a type. */
export interface ExpansionRequest {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  typeOf(id: string): TensorType;
  /** The elements of an operand that is constant or shape arithmetic. */
  numbers(id: string | undefined): readonly number[] | undefined;
  /** A node; its result is `to`, or an intermediate value of the given type, whose name it returns. */
  node(op: string, attrs: Attributes, inputs: readonly string[], to: string | TensorType): string;
  /** The only result has these elements. */
  elements(values: readonly number[]): void;
  /** The only result is the constant `id`; false where that is none. */
  same(id: string): boolean;
  /** The results are those of graph `index` of the file, or why they cannot be. */
  inline(index: number): string | undefined;
}

interface Given {
  readonly inputs: readonly (string | null)[];
  readonly outputs: readonly string[];
  readonly options: object;
  readonly origin: SourceNode;
}

const arrays = { float32: Float32Array, int32: Int32Array, int8: Int8Array } as const;

/** The nodes that stand for one operator of the file, or why there are none. */
export const expand = (
  expansion: Expansion,
  { inputs, outputs, options, origin }: Given,
  values: Values,
  shapes: ShapeInference,
  nested: NestedGraphs,
  nameFor: (op: string, tensor: string) => string,
): readonly Node[] | string => {
  const operands = inputs.filter((id) => id !== null);
  if (![...operands, ...outputs].every((id) => values.all.has(id))) return [];
  const [result = ''] = outputs;
  const nodes: Node[] = [];
  const typeOf = (id: string): TensorType => values.all.get(id)?.type ?? { dtype: 'float32', shape: [] };
  const append = (op: string, attrs: Attributes, from: readonly string[], to: readonly string[]): void => {
    const node = { id: nameFor(op, result), op, attrs, inputs: from, outputs: to, source: origin };
    nodes.push(node);
    shapes.visit(node);
  };
  const settle = (count: number, element: (index: number) => number): string | undefined => {
    const { dtype } = typeOf(result);
    if (dtype === 'int64') {
      values.settle(result, BigInt64Array.from(Array.from({ length: count }, (_, i) => BigInt(element(i)))));
      return undefined;
    }
    if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'int8')
      return `elements of type ${dtype} are not supported`;
    values.settle(result, arrays[dtype].from(Array.from({ length: count }, (_, i) => element(i))));
    return undefined;
  };
  let problem: string | undefined;
  const request: ExpansionRequest = {
    inputs: operands,
    outputs,
    typeOf,
    numbers: (id) => shapes.numbers(id),
    node(op, attrs, from, to) {
      const id = typeof to === 'string' ? to : values.computed(`${result}/${op}`, to);
      if (typeof to !== 'string' && values.open.has(result)) values.open.add(id);
      append(op, attrs, from, [id]);
      return id;
    },
    elements(given) {
      const count = elementCount(typeOf(result).shape);
      problem = count === given.length ? settle(count, (i) => given[i] ?? 0) : 'its result has another shape';
    },
    same: (id) => values.same(result, id),
    inline(index) {
      const graph = nested.graph(index, operands.map(typeOf));
      if (typeof graph === 'string') return graph;
      if (graph.inputs.length !== operands.length || graph.outputs.length !== outputs.length)
        return `its graph takes ${String(graph.inputs.length)} tensors and gives ${String(graph.outputs.length)}`;
      const inlined = inlineGraph(graph, operands, {
        value: (hint) => values.computed(`${result}/${hint}`, typeOf(hint)),
        node: (hint) => nameFor(hint, `${result}/${hint}`),
      });
      for (const value of inlined.values) values.all.set(value.id, value);
      for (const { op, attrs, inputs: from, outputs: to, ...rest } of inlined.nodes) {
        const node = { op, attrs, inputs: from, outputs: to, ...rest };
        nodes.push(node);
        shapes.visit(node);
      }
      inlined.outputs.forEach((from, i) => {
        append('identity', {}, [from], [outputs[i] as string]);
      });
      return undefined;
    },
  };
  return expansion.expand(request, options) ?? problem ?? nodes;
};
