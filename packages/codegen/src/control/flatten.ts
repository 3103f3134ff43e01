import { inlineGraph, traitsOf, valueOf, type Graph, type Node, type OperatorTable, type ValueId } from '@tinyml/core';

/** A value that is copied to where another one lies. */
export interface Move {
  readonly from: ValueId;
  readonly to: ValueId;
}

/** What a node stands for that is no call: a place where the program goes on elsewhere. `moves` happen at once, before it does. */
export type Mark =
  /** `turns`: how often the body runs, where that is known. */
  | { readonly kind: 'loop'; readonly moves: readonly Move[]; readonly turns?: number }
  /** Leaves the loop where the value says false. */
  | { readonly kind: 'until'; readonly condition: ValueId }
  | { readonly kind: 'again'; readonly moves: readonly Move[] }
  | { readonly kind: 'if'; readonly condition: ValueId }
  | { readonly kind: 'else'; readonly moves: readonly Move[] }
  | { readonly kind: 'end'; readonly moves: readonly Move[] };

/**
 * A graph without nested ones: their nodes stand between nodes that are marks. All is in the order in which it runs. A
 * value of a loop that changes from turn to turn has one name, that of the loop's result, and is computed by the loop's first mark; marks
 * read what must live until they are reached.
 */
export interface FlatGraph {
  readonly graph: Graph;
  readonly marks: ReadonlyMap<Node, Mark>;
}

const namer =
  (taken: Set<string>) =>
  (wanted: string): string => {
    let name = wanted;
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}_${String(count)}`;
    taken.add(name);
    return name;
  };

const present = (ids: readonly (ValueId | null)[]): readonly ValueId[] => ids.filter((id) => id !== null);

/**
 * Loops and branches as marks among the nodes of their graphs.
 *
 *     while(x): condition, body        loop [x → r] · condition(r) → c · until c · body(r) → n · again [n → r]
 *     if(c, x): first, second          if c · first(x) → a · else [a → r] · second(x) → b · end [b → r]
 *
 * What no turn changes has no memory of its own: the loop reads its operand.
 */
export const flatten = (graph: Graph, operators: OperatorTable): FlatGraph => {
  if (graph.nodes.every(({ graphs }) => graphs === undefined)) return { graph, marks: new Map() };
  const values = new Map(graph.values);
  const nodes: Node[] = [];
  const marks = new Map<Node, Mark>();
  const renamed = new Map<ValueId, ValueId>();
  const rename = (id: ValueId): ValueId => renamed.get(id) ?? id;
  const valueName = namer(new Set(values.keys()));
  const nodeName = namer(new Set(graph.nodes.map(({ id }) => id)));

  const place = (
    { attrs, op, source }: Node,
    id: string,
    mark: Mark,
    inputs: readonly ValueId[],
    outputs: readonly ValueId[] = [],
  ): void => {
    const node: Node = { id, op, attrs, inputs, outputs, graphs: [], ...(source && { source }) };
    nodes.push(node);
    marks.set(node, mark);
  };
  const within = (inner: Graph, inputs: readonly ValueId[], id: string): readonly ValueId[] => {
    const inlined = inlineGraph(inner, inputs, {
      value: (hint) => valueName(`${id}/${hint}`),
      node: (hint) => nodeName(`${id}_${hint}`),
    });
    for (const value of inlined.values) values.set(value.id, value);
    inlined.nodes.forEach(visit);
    return inlined.outputs.map(rename);
  };
  const loop = (node: Node): void => {
    const [condition, body] = node.graphs as readonly [Graph, Graph];
    const operands = present(node.inputs);
    // The graph's own outputs keep their names.
    const fixed = operands.map((_, i) => body.outputs[i] === body.inputs[i] && !isShown(node.outputs[i] as ValueId));
    const carried = operands.map((id, i) => (fixed[i] === true ? id : (node.outputs[i] as ValueId)));
    const changing = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => fixed[i] !== true);
    node.outputs.forEach((id, i) => {
      if (fixed[i] !== true) return;
      renamed.set(id, operands[i] as ValueId);
      values.delete(id);
    });
    const moves = (from: readonly ValueId[]): readonly Move[] =>
      changing(from.map((id, i): Move => ({ from: id, to: carried[i] as ValueId })));
    const { turns }: { readonly turns?: unknown } = node.attrs;
    const known = typeof turns === 'number' ? { turns } : {};
    place(node, node.id, { kind: 'loop', moves: moves(operands), ...known }, operands, changing(carried));
    const [truth] = within(condition, carried, nodeName(`${node.id}_condition`)) as readonly [ValueId];
    place(node, nodeName(`${node.id}_until`), { kind: 'until', condition: truth }, [truth]);
    const next = within(body, carried, nodeName(`${node.id}_body`));
    place(node, nodeName(`${node.id}_again`), { kind: 'again', moves: moves(next) }, [...changing(next), ...carried]);
  };
  const branch = (node: Node): void => {
    const [first, second] = node.graphs as readonly [Graph, Graph];
    const [condition, ...operands] = present(node.inputs) as readonly [ValueId, ...ValueId[]];
    const moves = (from: readonly ValueId[]): readonly Move[] =>
      from.map((id, i) => ({ from: id, to: node.outputs[i] as ValueId }));
    place(node, node.id, { kind: 'if', condition }, [condition, ...operands]);
    const one = within(first, operands, nodeName(`${node.id}_first`));
    place(node, nodeName(`${node.id}_else`), { kind: 'else', moves: moves(one) }, one, node.outputs);
    const other = within(second, operands, nodeName(`${node.id}_second`));
    place(node, nodeName(`${node.id}_end`), { kind: 'end', moves: moves(other) }, [...other, ...node.outputs]);
  };
  const visit = (given: Node): void => {
    const inputs = given.inputs.map((id) => (id === null ? null : rename(id)));
    const node = { ...given, inputs };
    const control = node.graphs === undefined ? undefined : traitsOf(operators, node.op).control;
    if (control === undefined) nodes.push(node);
    else if (control === 'loop') loop(node);
    else branch(node);
  };
  const shown = new Set([...graph.outputs, ...(graph.state ?? []).map(({ output }) => output)]);
  const isShown = (id: ValueId): boolean => shown.has(id) && valueOf(graph, id).id === id;

  graph.nodes.forEach(visit);
  return { graph: { ...graph, values, nodes }, marks };
};
