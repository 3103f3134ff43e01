import {
  constantOf,
  constantValue,
  sameQuant,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type Tensor,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';

/** How a node runs on stored integers. */
export interface StoredNode {
  readonly attrs: object;
  readonly inputs: readonly (ValueId | null)[];
  readonly outputs: readonly TensorType[];
  /** Another scale than that of the node's result, to which it is rescaled. */
  readonly rescaled?: TensorType;
}

/** A result that another value is already. */
export interface Alias {
  readonly alias: ValueId;
}

/** A graph in which float values may stand for stored integers, which are made real numbers where a node needs them. */
export interface StoredGraph {
  readonly graph: Graph;
  /** The stored integers that a float value stands for, or an integer value itself. */
  storedOf(id: ValueId): ValueId | undefined;
  typeOf(id: ValueId): TensorType;
  constant(id: ValueId): Tensor | undefined;
  addConstant(name: string, type: TensorType, data: TensorData): ValueId;
  /** Stored integers at another scale; undefined where no kernel rescales them so. */
  rescaled(id: ValueId, type: TensorType): ValueId | undefined;
  /** The node as it was, on real numbers. */
  keep(node: Node): void;
  emit(node: Node, form: StoredNode | Alias): void;
  finish(): Graph;
}

export const openStoredGraph = (
  graph: Graph,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
): StoredGraph => {
  const values = new Map<ValueId, Value>();
  const nodes: Node[] = [];
  /** By the old float or integer value: where its stored integers are now. */
  const stored = new Map<ValueId, ValueId>();
  const taken = new Set<string>([...graph.values.keys(), ...graph.nodes.map(({ id }) => id)]);
  const fresh = (wish: string): string => {
    let name = wish;
    for (let n = 2; taken.has(name); n++) name = `${wish}_${String(n)}`;
    taken.add(name);
    return name;
  };
  for (const id of [...graph.inputs, ...(graph.state ?? []).map(({ input }) => input)])
    values.set(id, valueOf(graph, id));
  const current = (id: ValueId): Value => values.get(id) ?? valueOf(graph, id);
  const add = (type: TensorType, name: string): ValueId => {
    const id = fresh(name);
    values.set(id, { id, type });
    return id;
  };
  /** The value under its old name: as it was, or made real of its stored integers. */
  const real = (id: ValueId): ValueId => {
    const integers = stored.get(id);
    const old = valueOf(graph, id);
    if (values.has(id)) return id;
    if (integers === undefined || old.data !== undefined) {
      values.set(id, old);
      return id;
    }
    if (!values.has(integers)) values.set(integers, valueOf(graph, integers));
    if (old.type.dtype !== 'float32') return integers;
    values.set(id, old);
    nodes.push({ id: fresh(`${id.replace(/\W/g, '_')}_dequantize`), op: 'dequantize', attrs: {}, inputs: [integers], outputs: [id] } as unknown as Node); // prettier-ignore
    return id;
  };
  const constant = (id: ValueId): Tensor | undefined => {
    const value = current(id);
    return value.data === undefined
      ? undefined
      : constantOf({ ...graph, values: new Map([[id, value]]) }, constants, id);
  };
  const addConstant: StoredGraph['addConstant'] = (name, type, data) => {
    const id = fresh(name);
    values.set(id, constantValue(constants, id, type, data));
    return id;
  };
  /** What depends on constants alone is a constant: weights in another order. */
  const computed = (node: Node, { attrs, inputs, outputs }: StoredNode): TensorData | undefined => {
    const operator = operators.get(node.op);
    const tensors = inputs.map((id) => (id === null ? null : constant(id)));
    if (operator === undefined || tensors.includes(undefined)) return undefined;
    return operator.run({ attrs, inputs: tensors as (Tensor | null)[], outputs } as never)[0];
  };
  return {
    graph,
    storedOf: (id) => stored.get(id) ?? (valueOf(graph, id).type.quant === undefined ? undefined : id),
    typeOf: (id) => current(id).type,
    constant,
    addConstant,
    rescaled(id, type) {
      const from = current(id).type;
      if (isSameStored(from, type)) return id;
      const wanted = { ...type, shape: from.shape };
      const problem = operators.get('quantize')?.check({ attrs: {}, inputs: [from], outputs: [wanted] });
      if (!operators.has('quantize') || problem !== undefined || current(id).data !== undefined) return undefined;
      const result = add(wanted, `${id}_rescaled`);
      nodes.push({ id: fresh(`${id.replace(/\W/g, '_')}_rescale`), op: 'quantize', attrs: {}, inputs: [id], outputs: [result] } as unknown as Node); // prettier-ignore
      return result;
    },
    keep(node) {
      const inputs = node.inputs.map((id) => (id === null ? null : real(id)));
      for (const id of node.outputs) values.set(id, valueOf(graph, id));
      nodes.push({ ...node, inputs } as Node);
    },
    emit(node, form) {
      const [output] = node.outputs;
      if (output === undefined) return;
      if ('alias' in form) {
        stored.set(output, form.alias);
        return;
      }
      const [type] = form.outputs;
      const data = type === undefined ? undefined : computed(node, form);
      if (type !== undefined && data !== undefined) {
        stored.set(output, addConstant(`${output}_stored`, type, data));
        return;
      }
      for (const id of form.inputs) if (id !== null && !values.has(id)) values.set(id, valueOf(graph, id));
      const isFloat = valueOf(graph, output).type.dtype === 'float32';
      const own = form.outputs.map((each, i) => {
        const old = node.outputs[i] ?? output;
        if (isFloat || form.rescaled !== undefined) return add(each, `${old}_stored`);
        values.set(old, { id: old, type: each });
        return old;
      });
      const { id, op, source } = node;
      nodes.push({ id, op, attrs: form.attrs, inputs: form.inputs, outputs: own, ...(source && { source }) } as unknown as Node); // prettier-ignore
      const [first = output] = own;
      if (form.rescaled === undefined) {
        node.outputs.forEach((old, i) => stored.set(old, own[i] ?? first));
        return;
      }
      const rescaled = add(form.rescaled, `${output}_rescaled`);
      nodes.push({ id: fresh(`${id}_rescale`), op: 'quantize', attrs: {}, inputs: [first], outputs: [rescaled], ...(source && { source }) } as unknown as Node); // prettier-ignore
      stored.set(output, rescaled);
    },
    finish() {
      const outputs = graph.outputs.map(real);
      const state = graph.state?.map((one) => ({ ...one, output: real(one.output) }));
      return withoutUnread({ ...graph, outputs, values, nodes, ...(state && { state }) }, operators);
    },
  };
};

/** Without nodes and constants that nothing reads any more. */
const withoutUnread = (graph: Graph, operators: OperatorTable): Graph => {
  const needed = new Set<ValueId>([...graph.outputs, ...(graph.state ?? []).map(({ output }) => output)]);
  const nodes = graph.nodes
    .toReversed()
    .filter((node) => {
      const isRead = node.outputs.some((id) => needed.has(id)) || traitsOf(operators, node.op).stateful === true;
      if (isRead) for (const id of node.inputs) if (id !== null) needed.add(id);
      return isRead;
    })
    .reverse();
  const states = (graph.state ?? []).map(({ input }) => input);
  const kept = new Set([...graph.inputs, ...states, ...needed, ...nodes.flatMap(({ outputs }) => outputs)]);
  return { ...graph, nodes, values: new Map([...graph.values].filter(([id]) => kept.has(id))) };
};

export const isSameStored = (a: TensorType, b: TensorType): boolean =>
  a.dtype === b.dtype && sameQuant(a.quant, b.quant);
