import { elementCount, graphMacs, type Graph, type Metrics, type OperatorTable } from '@tinyml/core';

/** What a layer or a graph takes to run and to store. */
export interface Cost {
  /** Multiply-accumulates of one inference. */
  readonly macs: number;
  /** Elements of float weights and biases. */
  readonly parameters: number;
}

/** Of all nodes, and of all float constants. */
export const graphCost = (graph: Graph, operators: OperatorTable): Cost => {
  const constants = [...graph.values.values()].filter(
    ({ data, type }) => data !== undefined && type.dtype === 'float32',
  );
  return {
    macs: graphMacs(graph, operators),
    parameters: constants.reduce((sum, { type }) => sum + elementCount(type.shape), 0),
  };
};

export const costMetrics = (before: Cost, after: Cost): Metrics => ({
  macsBefore: before.macs,
  macs: after.macs,
  parametersBefore: before.parameters,
  parameters: after.parameters,
});

/** One line on the way from one cost to another. */
export const costSummary = (before: Cost, after: Cost): string =>
  `${String(before.macs)} → ${String(after.macs)} MACs, ${String(before.parameters)} → ${String(after.parameters)} parameters`;
