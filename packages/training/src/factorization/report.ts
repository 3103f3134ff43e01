import type { Metrics } from '@tinyml/core';
import { elementCount, nodeMacs, type Graph, type OperatorTable } from '@tinyml/core';
import type { Decision } from './choose-layers.ts';
import type { Cost } from './split.ts';

/** Multiply-accumulates of a graph, and elements of its float constants. */
export const graphCost = (graph: Graph, operators: OperatorTable): Cost => {
  const constants = [...graph.values.values()].filter(
    ({ data, type }) => data !== undefined && type.dtype === 'float32',
  );
  return {
    macs: graph.nodes.reduce((sum, node) => sum + nodeMacs(graph, node, operators), 0),
    parameters: constants.reduce((sum, { type }) => sum + elementCount(type.shape), 0),
  };
};

/** ‖W − W′‖ / ‖W‖ (Frobenius) of a layer's weights and of what stands for them before any fine-tuning. */
const relativeError = ({ of, rank }: NonNullable<Decision['split']>): number =>
  Math.sqrt(Math.max(0, 1 - of.kept(rank)));

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Of each split layer its rank and its error before fine-tuning; the model's costs before and after. */
export const splitMetrics = (decisions: readonly Decision[], before: Cost, after: Cost): Metrics => ({
  macsBefore: before.macs,
  macs: after.macs,
  parametersBefore: before.parameters,
  parameters: after.parameters,
  ...Object.fromEntries(
    decisions.flatMap(({ node, split }) =>
      split === undefined
        ? []
        : [
            [`${node.id}.rank`, split.rank],
            [`${node.id}.error`, rounded(relativeError(split))],
          ],
    ),
  ),
});

const columns = ['layer', 'rank', 'of', 'error', 'MACs', '→', 'parameters', '→', ''] as const;

/** A table for the reader: every layer that was looked at, and why those stay that stay. */
export const splitReport = (decisions: readonly Decision[]): string => {
  const rows = decisions.map(({ node, before, split, why }) => [
    node.id,
    split === undefined ? '' : String(split.rank),
    split === undefined ? '' : String(split.of.fullRank),
    split === undefined ? '' : relativeError(split).toFixed(4),
    String(before.macs),
    split === undefined ? '' : String(split.after.macs),
    String(before.parameters),
    split === undefined ? '' : String(split.after.parameters),
    why === undefined ? '' : `stays: ${why}`,
  ]);
  const all = [[...columns], ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  return `${all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
};
