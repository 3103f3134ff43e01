import type { Graph, Node, State, ValueId } from '@tinyml/core';
import type { TfliteOperators } from './operator-table.ts';
import type { TfliteForm } from './slot.ts';

/** A graph whose nodes change their state in place, and the values that are variable tensors. */
export interface WithVariableStates {
  readonly graph: Graph;
  readonly variables: ReadonlySet<ValueId>;
}

/** The states of a node that nothing else reads or changes, in the form's order; undefined where one is used otherwise. */
const variablesOf = (
  graph: Graph,
  node: Node,
  { states: positions = [] }: TfliteForm,
): readonly State[] | undefined => {
  const results = node.outputs.length - positions.length;
  const states = positions.flatMap((position, i): readonly State[] => {
    const [input, output] = [node.inputs[position], node.outputs[results + i]];
    return (graph.state ?? []).filter(
      (one) => one.input === input && one.output === output && one.initial === undefined,
    );
  });
  const elsewhere = (id: ValueId): boolean =>
    graph.outputs.includes(id) ||
    graph.nodes.some((other) => other.inputs.filter((one) => one === id).length > (other === node ? 1 : 0));
  const shared = states.some(({ input, output }) => elsewhere(input) || elsewhere(output));
  return states.length < positions.length || results < 1 || shared ? undefined : states;
};

/**
 * States that only one node reads and rewrites, as operators of a file have them: operands that it changes. They begin with
 * zeros, as variable tensors do.
 */
export const withVariableStates = (graph: Graph, operators: TfliteOperators): WithVariableStates => {
  const changed: State[] = [];
  const nodes = graph.nodes.map((node): Node => {
    const form = operators.entryOf(node.op)?.forms.find(({ states }) => states !== undefined);
    const states = form && variablesOf(graph, node, form);
    if (states === undefined || states.length === 0) return node;
    changed.push(...states);
    return { ...node, outputs: node.outputs.slice(0, node.outputs.length - states.length) };
  });
  const values = new Map(graph.values);
  for (const { output } of changed) values.delete(output);
  const { state = [], ...rest } = graph;
  const left = state.filter((one) => !changed.includes(one));
  return {
    graph: { ...rest, values, nodes, ...(left.length > 0 && { state: left }) },
    variables: new Set(changed.map(({ input }) => input)),
  };
};
