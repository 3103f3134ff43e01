import { valueOf, type Graph, type Node, type OpName, type State, type TensorType, type ValueId } from '@tinyml/core';
import type { TfliteOperators } from './operator-table.ts';
import type { OwnState, TfliteForm } from './slot.ts';
import type { Values } from './values.ts';

/** A node with the state that its operator keeps to itself, as the graph has it. */
export interface WithOwnStates {
  readonly inputs: readonly (string | null)[];
  readonly outputs: readonly string[];
  readonly state: readonly State[];
}

/**
 * Gives a node of a file values for the state that its operator keeps to itself. Options that make no sense give sizes that
 * make none: what is wrong with them the operator says.
 */
export const addOwnStates = (
  own: readonly OwnState[],
  { inputs, outputs }: Pick<WithOwnStates, 'inputs' | 'outputs'>,
  values: Values,
): WithOwnStates => {
  const produced = [...outputs];
  const sound = own.filter(({ type }) => type.shape.every((size) => size > 0 && Number.isSafeInteger(size)));
  const state = sound.map(({ result, type }, i): State => {
    const name = `${outputs[0] ?? ''}/state${own.length > 1 ? `_${String(i)}` : ''}`;
    const input = values.computed(name, type);
    produced[result] ??= values.computed(`${name}/next`, type);
    return { name: input, input, output: produced[result] };
  });
  return { inputs: [...inputs, ...state.map(({ input }) => input)], outputs: produced, state };
};

/** The operands that hold a node's own state and the results that are its next values; undefined where they are used otherwise. */
const ownEnds = (
  graph: Graph,
  node: Node,
  form: TfliteForm,
): { readonly states: readonly State[]; readonly kept: number; readonly results: number } | undefined => {
  const types = node.inputs.map((id): TensorType | undefined => (id === null ? undefined : valueOf(graph, id).type));
  const own = form.ownStates?.(node.attrs as never, types) ?? [];
  const kept = node.inputs.length - own.length;
  const results = form.outputs?.[1] ?? 1;
  const states = own.flatMap(({ result }, i): readonly State[] => {
    const [input, output] = [node.inputs[kept + i], node.outputs[result]];
    return (graph.state ?? []).filter(
      (one) => one.input === input && one.output === output && one.initial === undefined,
    );
  });
  const elsewhere = (id: ValueId | null): boolean =>
    graph.outputs.includes(id ?? '') || graph.nodes.some((other) => other !== node && other.inputs.includes(id));
  const shared = [...node.inputs.slice(kept), ...node.outputs.slice(results)].some(elsewhere);
  return own.length === 0 || states.length < own.length || shared ? undefined : { states, kept, results };
};

/** The graph without the state that operators of a file keep to themselves. */
export const withoutOwnStates = (graph: Graph, operators: TfliteOperators): Graph => {
  const gone = new Set<State>();
  const nodes = graph.nodes.map((node): Node => {
    const form = operators.entryOf(node.op)?.forms.find(({ ownStates }) => ownStates !== undefined);
    const ends = form && ownEnds(graph, node, form);
    if (ends === undefined) return node;
    for (const state of ends.states) gone.add(state);
    return {
      ...node,
      inputs: node.inputs.slice(0, ends.kept),
      outputs: node.outputs.slice(0, ends.results),
    } as Node<OpName>;
  });
  if (gone.size === 0) return graph;
  const used = new Set<ValueId | null>([
    ...graph.inputs,
    ...nodes.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]),
  ]);
  const values = new Map([...graph.values].filter(([id, { data }]) => used.has(id) || data !== undefined));
  return { ...graph, nodes, values, state: (graph.state ?? []).filter((state) => !gone.has(state)) };
};
