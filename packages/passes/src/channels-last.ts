import { definePass, traitsOf, type Constants, type Graph, type OperatorTable } from '@tinyml/core';
import { candidates, type CandidateRequest } from './layout/candidates.ts';
import { chooseForms } from './layout/choose-forms.ts';
import { flattenLate } from './layout/flatten-late.ts';
import { orderCost, presentCost, type Forms } from './layout/order-cost.ts';
import { orderOf, transposedReads } from './layout/transposed-reads.ts';
import { writeForms } from './layout/write-forms.ts';
import { isQuantized } from './quantized.ts';

const asTheyAre: Forms = new Map();

/** The graph with fewer bytes to transpose; the same graph where there is nothing to gain in this direction. */
const improve = (
  graph: Graph,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
  mayRound: boolean,
  direction: 'up' | 'down',
): Graph => {
  const flow = transposedReads(graph, constants, operators);
  if (flow.transposes.length === 0) return graph;
  const request: CandidateRequest = { graph, constants, operators, flow, mayRound };
  const present = presentCost(flow, (node) => orderOf(graph, constants, node, operators));
  const chosen = chooseForms(flow, candidates(request, direction));
  const [best, cost] = [chosen, asTheyAre]
    .map((forms) => [forms, orderCost(flow, forms)] as const)
    .reduce((a, b) => (b[1] <= a[1] ? b : a));
  return cost < present ? writeForms(request, best) : graph;
};

const improveAll = (graph: Graph, tools: Parameters<typeof improve>[1], mayRound: boolean): Graph => {
  const nested = graph.nodes.map((node) => {
    if (node.graphs === undefined) return node;
    const graphs = node.graphs.map((own) => improveAll(own, tools, mayRound));
    return graphs.some((own, i) => own !== node.graphs?.[i]) ? { ...node, graphs } : node;
  });
  let current = nested.some((node, i) => node !== graph.nodes[i]) ? { ...graph, nodes: nested } : graph;
  // Each step moves fewer bytes than the one before, so that this ends.
  for (let before: Graph | undefined; before !== current;) {
    before = current;
    for (const direction of ['up', 'down'] as const) current = improve(current, tools, mayRound, direction);
  }
  return current;
};

const fact = 'transposes';

const hasTransposes = ({ nodes }: Graph, operators: OperatorTable): boolean =>
  nodes.some(
    ({ op, graphs = [] }) =>
      traitsOf(operators, op).permutesAxes !== undefined || graphs.some((own) => hasTransposes(own, operators)),
  );

/**
 * Before: conv_2d → transpose → relu → transpose → conv_2d, as frameworks whose channels stand before height and width are
 * read. After: conv_2d → relu → conv_2d.
 */
export const channelsLast = definePass({
  name: 'channels-last',
  version: 1,
  kind: 'graph',
  summary: 'move transposes through layers to where they cancel or move the fewest bytes',
  requires: [fact],
  preserves: 'rounding',
  auto: { phase: 'reveal', keepsQuantizedBits: true },
  detects: (graph, operators) => (hasTransposes(graph, operators) ? [fact] : []),
  run(graph, { constants, operators }) {
    let current = graph;
    for (;;) {
      if (!hasTransposes(current, operators)) return current;
      const flattened = flattenLate(current, constants, operators);
      const improved = improveAll(flattened, { constants, operators }, !isQuantized(graph));
      if (improved === flattened) return current;
      current = improved;
    }
  },
});
