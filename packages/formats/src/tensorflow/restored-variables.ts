import { isControl, parseReference } from './reference.ts';
import type { FunctionDef, GraphDef, MetaGraphDef, NodeDef } from './schema.ts';

/** What stands for a variable: the name that its resource is shared under. */
export const variableName = ({ name, attr }: NodeDef): string => {
  const shared = attr.get('shared_name')?.s;
  return shared === undefined || shared.length === 0 ? name : new TextDecoder().decode(shared);
};

const assignments: readonly string[] = ['AssignVariableOp', 'Assign'];
const variables: readonly string[] = ['VarHandleOp', 'Variable', 'VariableV2'];

interface Scope {
  readonly nodes: ReadonlyMap<string, NodeDef>;
  /** Variables that a function is called on, by its arguments. */
  readonly bound: ReadonlyMap<string, string>;
}

const scopeOf = (nodes: readonly NodeDef[], bound: Scope['bound'] = new Map()): Scope => ({
  nodes: new Map(nodes.map((node) => [node.name, node])),
  bound,
});

const nodeAt = ({ nodes }: Scope, input: string | undefined): NodeDef | undefined =>
  input === undefined ? undefined : nodes.get(parseReference(input).node);

const variableAt = (scope: Scope, input: string | undefined): string | undefined => {
  const bound = scope.bound.get(input ?? '');
  if (bound !== undefined) return bound;
  const node = nodeAt(scope, input);
  return node !== undefined && variables.includes(node.op) ? variableName(node) : undefined;
};

/** The key of a checkpoint that a value was restored from, through a few identities. */
const keyAt = (scope: Scope, input: string | undefined): string | undefined => {
  let at = input;
  for (let hops = 0; hops < 4; hops++) {
    const node = nodeAt(scope, at);
    if (node?.op === 'RestoreV2') {
      const keys = nodeAt(scope, node.input[1])?.attr.get('value')?.tensor?.strings;
      const key = keys?.[parseReference(at ?? '').position];
      return key && new TextDecoder().decode(key);
    }
    at = node?.input[0];
  }
  return undefined;
};

const assignedIn = (scope: Scope): readonly (readonly [variable: string, key: string])[] =>
  [...scope.nodes.values()].flatMap(({ op, input }) => {
    if (!assignments.includes(op)) return [];
    const [variable, key] = [variableAt(scope, input[0]), keyAt(scope, input[1])];
    return variable === undefined || key === undefined ? [] : [[variable, key] as const];
  });

const called = (graph: GraphDef, node: NodeDef): FunctionDef | undefined => {
  const name = node.attr.get('f')?.func?.name ?? node.op;
  return graph.library?.function.find(({ signature }) => signature?.name === name);
};

/** The checkpoint's key of each variable, as the operation that restores the model has it. */
export const restoredVariables = ({ graph, saver }: MetaGraphDef): ReadonlyMap<string, string> => {
  if (graph === undefined) return new Map();
  const outer = scopeOf(graph.node);
  const restore = nodeAt(outer, saver?.restore);
  const definition = restore && called(graph, restore);
  if (restore === undefined || definition?.signature === undefined) return new Map(assignedIn(outer));
  const operands = restore.input.filter((input) => !isControl(input));
  const bound = definition.signature.inputs.flatMap(({ name }, i) => {
    const variable = variableAt(outer, operands[i]);
    return variable === undefined ? [] : [[name, variable] as const];
  });
  return new Map(assignedIn(scopeOf(definition.node, new Map(bound))));
};
