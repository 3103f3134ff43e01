import { definePass } from '@tinyml/core';

/**
 * Every tanh becomes a rational function that needs no libm:
 *
 *     y = tanh(x)   →   y = rational_tanh(x)
 */
export default definePass({
  name: 'approximate-tanh',
  version: 1,
  kind: 'operations',
  summary: 'replace tanh by a rational approximation',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      keep: { type: 'array', items: { type: 'string' }, default: [], description: 'layers to leave alone' },
    },
  },
  requires: ['float'],
  preserves: 'none',
  run(graph, { options }) {
    const isWanted = (node) => node.op === 'tanh' && !options.keep.includes(node.id);
    const count = graph.nodes.filter(isWanted).length;
    if (count === 0) return graph;
    const nodes = graph.nodes.map((node) => (isWanted(node) ? { ...node, op: 'rational_tanh' } : node));
    return { graph: { ...graph, nodes }, metrics: { replaced: count }, summary: `${count} tanh replaced` };
  },
});
