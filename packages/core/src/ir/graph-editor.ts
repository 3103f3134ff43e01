import type { Constants } from '../pass/define-pass.ts';
import { constantOf, constantValue } from './constants.ts';
import { freeNames } from './free-names.ts';
import type { Graph, Node, Value, ValueId } from './graph.ts';
import { dropUnusedValues, keepOutputNames, sortNodes } from './graph-order.ts';
import type { Replacement } from './rewrite.ts';
import type { Tensor, TensorData } from './tensor.ts';
import { sameType, type TensorType } from './type.ts';

/** The graph in its present state, indexed, as a rule sees it. */
export interface GraphView {
  readonly constants: Constants;
  /** @throws Error when there is none */
  value(id: ValueId): Value;
  type(id: ValueId): TensorType;
  /** The tensor of a constant, undefined for a computed value and an absent operand. */
  constant(id: ValueId | null | undefined): Tensor | undefined;
  producer(id: ValueId | null | undefined): Node | undefined;
  consumers(id: ValueId): readonly Node[];
  /** True for a graph output or the next value of a state buffer. */
  isObserved(id: ValueId): boolean;
  /** The one node that reads `id`, undefined where there are several, none, or the value is observed. */
  soleConsumer(id: ValueId): Node | undefined;
  /**
   * True where `by` may take the place of `id` and graph outputs keep their names and types: nobody outside sees `id`, or
   * `by` is a computed value of the same type that nobody outside sees and that can take over the name.
   */
  canReplace(id: ValueId, by: ValueId): boolean;
  /** A value id that is free, `hint` if possible. Taken from now on. */
  freshValueId(hint: string): ValueId;
  /** A node id that is free and a C identifier. Taken from now on. */
  freshNodeId(hint: string): string;
  /** Adds a computed value; the replacement must hold the node that gives it. */
  addValue(hint: string, type: TensorType): ValueId;
  addConstant(hint: string, type: TensorType, data: TensorData): ValueId;
}

export interface GraphEditor {
  readonly view: GraphView;
  node(id: string): Node | undefined;
  /** Puts `replacement` in place of `node`; gives the ids of the nodes that may match a rule now. */
  replace(node: Node, replacement: Replacement): readonly string[];
  finish(): Graph;
}

/** `replace` works on this mutable index in time proportional to the change. */
export const graphEditor = (graph: Graph, constants: Constants): GraphEditor => {
  const values = new Map(graph.values);
  const nodes = new Map<string, Node>();
  /** Position of each node: new ones get that of the node they replace, so that a stable sort keeps the order. */
  const position = new Map<string, number>();
  const producers = new Map<ValueId, string>();
  const readers = new Map<ValueId, Set<string>>();
  const names = freeNames(graph);
  const replaced = new Map<ValueId, ValueId>();
  const observed = new Map<ValueId, number>();
  const observe = (id: ValueId): void => {
    observed.set(id, (observed.get(id) ?? 0) + 1);
  };
  graph.outputs.forEach(observe);
  graph.state?.forEach(({ output }) => {
    observe(output);
  });
  let changed = false;

  const insert = (node: Node, at: number): void => {
    nodes.set(node.id, node);
    names.takeNode(node.id);
    position.set(node.id, at);
    node.outputs.forEach((id) => producers.set(id, node.id));
    for (const id of node.inputs) {
      if (id === null) continue;
      const set = readers.get(id) ?? new Set();
      readers.set(id, set.add(node.id));
    }
  };
  const remove = (node: Node): void => {
    nodes.delete(node.id);
    node.outputs.forEach((id) => {
      if (producers.get(id) === node.id) producers.delete(id);
    });
    node.inputs.forEach((id) => {
      if (id !== null) readers.get(id)?.delete(node.id);
    });
  };
  graph.nodes.forEach((node, index) => {
    insert(node, index);
  });

  const nodesOf = (ids: Iterable<string>): Node[] => [...ids].flatMap((id) => nodes.get(id) ?? []);
  const consumers = (id: ValueId): readonly Node[] =>
    nodesOf(readers.get(id) ?? []).sort((a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0));
  const producer = (id: ValueId | null | undefined): Node | undefined =>
    id == null ? undefined : nodes.get(producers.get(id) ?? '');
  const isObserved = (id: ValueId): boolean => observed.has(id);
  const value = (id: ValueId): Value => {
    const found = values.get(id);
    if (found === undefined) throw new Error(`no value ${id} in graph ${graph.name}`);
    return found;
  };

  const view: GraphView = {
    constants,
    value,
    type: (id) => value(id).type,
    constant: (id) => (id == null ? undefined : constantOf({ ...graph, values }, constants, id)),
    producer,
    consumers,
    isObserved,
    soleConsumer(id) {
      const [only, ...others] = isObserved(id) ? [] : consumers(id);
      return others.length === 0 ? only : undefined;
    },
    canReplace: (id, by) =>
      !isObserved(id) || (producer(by) !== undefined && !isObserved(by) && sameType(value(id).type, value(by).type)),
    freshValueId: names.value,
    freshNodeId: names.node,
    addValue(hint, type) {
      const id = names.value(hint);
      values.set(id, { id, type });
      return id;
    },
    addConstant(hint, type, data) {
      const id = names.value(hint);
      values.set(id, constantValue(constants, id, type, data));
      return id;
    },
  };

  /** Reads of `from` become reads of `to`; gives the nodes that changed. */
  const redirect = (from: ValueId, to: ValueId): readonly string[] => {
    const moved = consumers(from).map((node) => {
      const at = position.get(node.id) ?? 0;
      remove(node);
      insert({ ...node, inputs: node.inputs.map((id) => (id === from ? to : id)) }, at);
      return node.id;
    });
    const count = observed.get(from);
    if (count !== undefined) {
      observed.delete(from);
      observed.set(to, (observed.get(to) ?? 0) + count);
    }
    replaced.set(from, to);
    return moved;
  };

  /** Removes the nodes that follow `ids` that nobody reads, and what they alone read; gives the nodes that lost a reader. */
  const collect = (ids: readonly (ValueId | null)[]): readonly string[] => {
    const touched: string[] = [];
    const pending = [...ids];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (id === null) continue;
      const node = producer(id);
      if (node === undefined) continue;
      if (node.outputs.every((output) => !isObserved(output) && (readers.get(output)?.size ?? 0) === 0)) {
        remove(node);
        pending.push(...node.inputs);
      } else touched.push(node.id);
    }
    return touched;
  };

  return {
    view,
    node: (id) => nodes.get(id),
    replace(node, replacement) {
      changed = true;
      const at = position.get(node.id) ?? 0;
      const same = nodesOf(replacement.nodes.map(({ id }) => id));
      const gone = [...new Set([node, ...nodesOf((replacement.remove ?? []).map(({ id }) => id)), ...same])];
      // A new version of an existing node stays where that one stood.
      const places = new Map(same.map(({ id }) => [id, position.get(id) ?? at]));
      gone.forEach(remove);
      replacement.values?.forEach((item) => {
        names.takeValue(item.id);
        values.set(item.id, item);
      });
      replacement.nodes.forEach((item) => {
        insert(item, places.get(item.id) ?? at);
      });
      const moved = [...(replacement.replace ?? [])].flatMap(([from, to]) => redirect(from, to));
      const lost = collect(gone.flatMap(({ inputs }) => inputs));
      const added = replacement.nodes.map(({ id }) => id);
      const around = replacement.nodes.flatMap(({ inputs, outputs }) => [
        ...inputs.flatMap((id) => (id === null ? [] : (producers.get(id) ?? []))),
        ...outputs.flatMap((id) => [...(readers.get(id) ?? [])]),
      ]);
      const targets = [...(replacement.replace ?? [])].flatMap(([, to]) => producers.get(to) ?? []);
      return [...new Set([...added, ...around, ...targets, ...moved, ...lost])];
    },
    finish() {
      if (!changed) return graph;
      const rename = (id: ValueId): ValueId => {
        let current = id;
        for (let next = replaced.get(current); next !== undefined; next = replaced.get(current)) current = next;
        return current;
      };
      const order = [...nodes.values()].sort((a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0));
      const result: Graph = {
        ...graph,
        outputs: graph.outputs.map(rename),
        values,
        nodes: sortNodes(order),
        ...(graph.state && { state: graph.state.map((state) => ({ ...state, output: rename(state.output) })) }),
      };
      return dropUnusedValues(keepOutputNames(graph, result));
    },
  };
};
