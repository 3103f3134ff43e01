import {
  definePass,
  defineRule,
  inlineGraph,
  rewrite,
  traitsOf,
  type Graph,
  type GraphView,
  type Node,
  type OperatorTable,
  type Replacement,
  type Value,
  type ValueId,
} from '@tinyml/core';
import type { Evaluation } from './control/known-values.ts';
import { turnsOf } from './control/turns.ts';

const fact = 'control-flow';

/** Graphs to run one after the other, each on what the one before gives; the first on `operands`. */
const inSequence = (
  view: GraphView,
  node: Node,
  operands: readonly ValueId[],
  graphs: readonly Graph[],
): Replacement | undefined => {
  const nodes: Node[] = [];
  const values: Value[] = [];
  let outputs = operands;
  for (const [turn, graph] of graphs.entries()) {
    const number = graphs.length === 1 ? '' : `_${String(turn)}`;
    const inlined = inlineGraph(graph, outputs, {
      value: (hint) => view.freshValueId(`${node.id}${number}/${hint}`),
      node: (hint) => view.freshNodeId(`${node.id}${number}_${hint}`),
    });
    nodes.push(...inlined.nodes);
    values.push(...inlined.values);
    ({ outputs } = inlined);
  }
  const replace = new Map(node.outputs.map((id, i) => [id, outputs[i] as ValueId]));
  // An output of the model needs a layer of its own that gives it.
  const made = new Map(nodes.flatMap((own) => own.outputs.map((id) => [id, own] as const)));
  const shown = [...replace].filter(([id]) => view.isObserved(id));
  const free = shown.every(([, by]) => made.has(by)) && new Set(shown.map(([, by]) => by)).size === shown.length;
  return free ? { nodes, values, replace } : undefined;
};

const present = (ids: readonly (ValueId | null)[]): readonly ValueId[] => ids.filter((id) => id !== null);

const expandLoop = (view: GraphView, node: Node, evaluation: Evaluation, most: number): Replacement | undefined => {
  const [condition, body] = node.graphs ?? [];
  if (condition === undefined || body === undefined) return undefined;
  const operands = present(node.inputs);
  const first = operands.map((id) => view.constant(id));
  const turns = turnsOf(condition, body, first, evaluation);
  if (turns === undefined) return undefined;
  if (turns * body.nodes.length <= most || turns <= 1) {
    const expanded = inSequence(
      view,
      node,
      operands,
      Array.from({ length: turns }, () => body),
    );
    if (expanded !== undefined) return expanded;
  }
  const { turns: known }: { readonly turns?: unknown } = node.attrs;
  return known === turns ? undefined : { nodes: [{ ...node, attrs: { ...node.attrs, turns } }] };
};

const expandBranch = (view: GraphView, node: Node): Replacement | undefined => {
  const [condition, ...operands] = present(node.inputs);
  const truth = view.constant(condition);
  const chosen = truth === undefined ? undefined : node.graphs?.[truth.data[0] === 1 ? 0 : 1];
  return chosen && inSequence(view, node, operands, [chosen]);
};

const holdsGraphs = (graph: Graph, operators: OperatorTable): boolean =>
  graph.nodes.some(({ op }) => traitsOf(operators, op).control !== undefined);

/**
 * Loops whose turns constants decide become the layers of all turns, where those are few, else they are told how often they run; a
 * branch whose condition is constant becomes the way that it takes.
 */
export const expandControlFlow = definePass({
  name: 'expand-control-flow',
  version: 1,
  kind: 'graph',
  summary: 'unroll short loops, and keep the one way that a branch can take',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      layers: {
        type: 'integer',
        minimum: 0,
        default: 64,
        description: 'the most layers that a loop may become; longer ones stay loops',
      },
    },
  },
  requires: [fact],
  preserves: 'bits',
  auto: { phase: 'reveal' },
  detects: (graph, operators) => (holdsGraphs(graph, operators) ? [fact] : []),
  run(graph, { constants, operators, options }) {
    const evaluation = { constants, operators };
    const expand = defineRule({
      apply(node, view): Replacement | undefined {
        if (node.graphs === undefined) return undefined;
        const { control } = traitsOf(operators, node.op);
        if (control === 'branch') return expandBranch(view, node);
        return control === 'loop' ? expandLoop(view, node, evaluation, options.layers) : undefined;
      },
    });
    return rewrite(graph, constants, [expand]);
  },
});
