import { unsupportedOperator } from '../diagnostics/catalogue/graph.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { producer, type Graph, type Node, type ValueId } from '../ir/graph.ts';
import { traitsOf } from './traits.ts';
import type { OperatorTable } from './define-operator.ts';

/** A result whose size depends on the operands' elements, and the value that is this size. */
export interface Counted {
  readonly value: ValueId;
  readonly count: ValueId;
}

/** The result of the node that its operator's trait `counted` is about, if any. */
export const countedResult = (
  { op, outputs }: Pick<Node, 'op' | 'outputs'>,
  operators: OperatorTable,
): Counted | undefined => {
  const { counted } = traitsOf(operators, op);
  const [value, count] = [outputs[counted ?? -1], outputs.at(-1)];
  return value === undefined || count === undefined ? undefined : { value, count };
};

/** All such results of a graph, in the order of its nodes. */
export const countedResults = (graph: Pick<Graph, 'nodes'>, operators: OperatorTable): readonly Counted[] =>
  graph.nodes.flatMap((node) => countedResult(node, operators) ?? []);

/** Why the node cannot stand in this graph: nobody but the caller of a model knows what to do with a size that depends on data. */
export const countedProblems = (graph: Graph, node: Node, operators: OperatorTable): readonly Diagnostic[] => {
  const own = countedResult(node, operators);
  const named = ({ id, source }: Node): string => source?.name || id;
  const untold = own !== undefined && graph.outputs.includes(own.value) && !graph.outputs.includes(own.count);
  return [
    ...(untold
      ? [
          unsupportedOperator(
            named(node),
            node.op,
            `the graph gives its result ${own.value}, but not how many there are`,
          ),
        ]
      : []),
    ...node.inputs.flatMap((id) => {
      const source = id === null ? undefined : producer(graph, id);
      if (source === undefined || countedResult(source, operators)?.value !== id) return [];
      const reason = `how many elements ${source.op} (${named(source)}) gives depends on the data: nothing but a graph output may be of it`;
      return [unsupportedOperator(named(node), node.op, reason)];
    }),
  ];
};
