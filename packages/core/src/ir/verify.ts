import {
  malformedGraph,
  passBrokeGraph,
  passChangedInterface,
  unsupportedOperator,
} from '../diagnostics/catalogue/graph.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { countedProblems, countedResults } from '../op/counted.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Constants, Preserves } from '../pass/define-pass.ts';
import { valueOf, type Graph, type Node, type ValueId } from './graph.ts';
import { knownIntegers } from './known-integers.ts';
import { formatType, sameShape } from './type.ts';
import { verifyNode } from './verify-node.ts';
import { verifyStructure } from './verify-structure.ts';
import { verifyState, verifyValue } from './verify-type.ts';

/**
 * All problems of a graph: TML302 its structure, TML303 types and constants, TML304 attributes, operands and shapes,
 * TML301 what no operator supports. Without `constants` their bytes are not looked at.
 */
export const verifyGraph = (graph: Graph, operators: OperatorTable, constants?: Constants): readonly Diagnostic[] => {
  const structure = verifyStructure(graph);
  if (structure.length > 0) return structure;
  const values = [...graph.values.values()].flatMap((value) => verifyValue(value, constants));
  if (values.length > 0) return values;
  const states = (graph.state ?? []).flatMap((state) => verifyState(graph, state, constants));
  if (states.length > 0) return states;
  return verifyNodes(graph, operators, constants).flatMap(({ problems }) => problems);
};

/** Problems of a graph that a node holds. */
const verifyNested = (
  node: Node,
  graph: Graph,
  operators: OperatorTable,
  constants?: Constants,
): readonly Diagnostic[] => {
  if (operators.get(node.op)?.traits?.control === undefined)
    return [malformedGraph(`${node.op} (${node.id}) holds graphs, which its operator does not run`)];
  const stateful = graph.nodes.find(({ op }) => operators.get(op)?.traits?.stateful === true);
  if ((graph.state ?? []).length > 0 || stateful !== undefined)
    return [malformedGraph(`${node.op} (${node.id}) holds a graph with state, ${graph.name}`)];
  const [counted] = countedResults(graph, operators);
  if (counted !== undefined)
    return [
      unsupportedOperator(
        node.id,
        node.op,
        `how large ${counted.value} is, in its graph ${graph.name}, depends on the data`,
      ),
    ];
  return verifyGraph(graph, operators, constants);
};

/** What is wrong with each node of a graph of sound structure and values, in execution order. */
export const verifyNodes = (
  graph: Graph,
  operators: OperatorTable,
  constants?: Constants,
): readonly { readonly node: Node; readonly problems: readonly Diagnostic[] }[] => {
  const known = constants && knownIntegers(graph.values, operators, constants);
  return graph.nodes.map((node) => {
    const nested = (node.graphs ?? []).flatMap((own) => verifyNested(node, own, operators, constants));
    const found = nested.length > 0 ? nested : verifyNode(graph, node, operators.get(node.op), constants, known);
    const problems = found.length > 0 ? found : countedProblems(graph, node, operators);
    if (problems.length === 0) known?.visit(node);
    return { node, problems };
  });
};

/** @throws TinymlError with every problem of the graph at once */
export const requireValid = (graph: Graph, operators: OperatorTable, constants?: Constants): void => {
  const problems = verifyGraph(graph, operators, constants);
  if (problems.length > 0) throw new TinymlError(...problems);
};

/** What a pass says of the model's inputs and outputs. */
export interface KeptInterface {
  readonly preserves: Preserves;
  readonly changesCalls?: true;
}

const interfaceProblem = (
  before: Graph,
  after: Graph,
  { changesCalls, preserves }: KeptInterface,
): string | undefined => {
  for (const side of ['inputs', 'outputs'] as const) {
    const typeOf = (graph: Graph, id: ValueId): string => formatType(valueOf(graph, id).type);
    const [old, now] = [before[side], after[side]];
    const list = (graph: Graph, ids: readonly ValueId[]): string => ids.map((id) => typeOf(graph, id)).join(', ');
    const same =
      old.length === now.length &&
      old.every((id, index) => {
        const other = now[index] ?? '';
        const [a, b] = [valueOf(before, id).type, valueOf(after, other).type];
        return (changesCalls || sameShape(a.shape, b.shape)) && (preserves === 'none' || a.dtype === b.dtype);
      });
    if (!same) return `${side} were ${list(before, old)} and are ${list(after, now)}`;
  }
  return undefined;
};

/**
 * Holds a pass's result to the rules: a sound graph that takes and gives what it did before.
 * @throws TinymlError TML305 or TML306, which name the pass
 */
export const verifyAfterPass = (
  pass: KeptInterface & { readonly name: string },
  before: Graph,
  after: Graph,
  operators: OperatorTable,
  constants?: Constants,
): void => {
  if (before === after) return;
  const problems = verifyGraph(after, operators, constants);
  if (problems.length > 0) throw new TinymlError(passBrokeGraph(pass.name, problems));
  const changed = interfaceProblem(before, after, pass);
  if (changed !== undefined) throw new TinymlError(passChangedInterface(pass.name, changed));
};
