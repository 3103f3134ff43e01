import type { Metrics } from '@tinyml/core';
import { costMetrics, type Cost } from '../cost.ts';
import type { Decision } from './choose-layers.ts';

/** ‖W − W′‖ / ‖W‖ (Frobenius) of a layer's weights and of what stands for them before any fine-tuning. */
const relativeError = ({ of, rank }: NonNullable<Decision['split']>): number =>
  Math.sqrt(Math.max(0, 1 - of.kept(rank)));

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Of each split layer its rank and its error before fine-tuning; the model's costs before and after. */
export const splitMetrics = (decisions: readonly Decision[], before: Cost, after: Cost): Metrics => ({
  ...costMetrics(before, after),
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
