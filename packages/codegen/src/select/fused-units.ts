import type { Node, Priority } from '@tinyml/core';
import { isaRank, type Rejection } from './choice.ts';
import { followersOf } from './followers.ts';
import type { Selected } from './selected.ts';
import { supportingKernels, type SelectionContext } from './supporting-kernels.ts';

/** A kernel of several nodes, and the cycles that it saves. */
export interface Fused {
  readonly unit: Selected;
  readonly saving: number;
}

/**
 * Every kernel of several nodes that costs less than `alone`, a kernel for each node, the greatest saving first; and why
 * not the others, by their first node.
 */
export const fusedUnits = (
  context: SelectionContext,
  nodes: readonly Node[],
  alone: ReadonlyMap<Node, Selected>,
  priority: Priority,
) => {
  const fused: Fused[] = [];
  const refused = new Map<Node, readonly Rejection[]>();
  const refuse = (node: Node, rejections: readonly Rejection[]): void => {
    refused.set(node, [...(refused.get(node) ?? []), ...rejections]);
  };
  for (const kernel of context.kernels) {
    const { followedBy } = kernel;
    if (followedBy === undefined) continue;
    for (const node of nodes) {
      const followers = followersOf(context.graph, node, followedBy);
      if (followers === undefined) continue;
      const { found, rejections } = supportingKernels(context, [kernel], node, followers);
      const [unit] = found;
      if (unit === undefined) {
        refuse(node, rejections);
        continue;
      }
      const separate = unit.nodes.map((one) => alone.get(one));
      const cycles = separate.reduce((total, one) => total + (one?.cost.cycles ?? Infinity), 0);
      const larger =
        isaRank(kernel) > Math.max(...separate.map((one) => (one === undefined ? 1 : isaRank(one.kernel))));
      const names = separate.flatMap((one) => one?.kernel.name ?? []).join(', ');
      const comparison =
        `${String(Math.round(unit.cost.cycles))} cycles` +
        (Number.isFinite(cycles) ? ` instead of ${String(Math.round(cycles))} (${names})` : '');
      const saving = cycles - unit.cost.cycles;
      if (saving <= 0) refuse(node, [{ kernel, why: `it takes ${comparison}`, offCore: false }]);
      else if (priority === 'size' && larger)
        refuse(node, [{ kernel, why: 'size comes first, and its code is larger', offCore: false }]);
      else {
        const why = `one call for ${unit.nodes.map(({ op }) => op).join(', ')}: ${comparison}`;
        fused.push({ unit: { ...unit, why }, saving });
      }
    }
  }
  return { fused: fused.sort((a, b) => b.saving - a.saving), refused };
};
