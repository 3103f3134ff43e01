import { TinymlError, type Diagnostic, type Node, type Priority } from '@tinyml/core';
import { noKernel } from '../diagnostics/kernels.ts';
import { reasons, refusals } from './choice.ts';
import { fusedUnits } from './fused-units.ts';
import type { Selected } from './selected.ts';
import { priorityOf, supportingKernels, type SelectionContext, type Supporting } from './supporting-kernels.ts';
import { chooseAmong } from './chosen-kernels.ts';

/** Kernels for each node by itself; a diagnostic for each that has none. */
const aloneOf = (context: SelectionContext, nodes: readonly Node[], priority: Priority) => {
  const supported = new Map<Node, Supporting>();
  const problems = new Map<Node, Diagnostic>();
  for (const node of nodes) {
    const kernels = context.kernels.filter((kernel) => kernel.followedBy === undefined);
    const result = supportingKernels(context, kernels, node);
    if (result.found.length > 0) supported.set(node, result);
    else {
      const why = result.rejections.map(({ kernel, why: reason }) => `${kernel.name}: ${reason}`);
      problems.set(node, noKernel(node.source?.name ?? node.id, node.op, context.target.core, why));
    }
  }
  /** Those that take no flash for speed, where that is a question of its own. */
  const withoutExtraFlash = (all: readonly Selected[]): readonly Selected[] => {
    const some = all.filter(({ kernel }) => kernel.flash === undefined);
    return some.length === 0 || priority === 'balanced' ? all : some;
  };
  const found = new Map([...supported].map(([node, result]) => [node, withoutExtraFlash(result.found)]));
  const { chosen, instead } = chooseAmong(found, context.target);
  const alone = new Map(
    [...supported].map(([node, { found: candidates, rejections }]) => {
      const one = chosen.get(node) as Selected;
      const faster = candidates.filter(
        ({ cost, kernel }) => kernel.flash !== undefined && cost.cycles < one.cost.cycles,
      );
      const why = reasons(one, withoutExtraFlash(candidates), rejections, priority, (other) => instead(node, other));
      const buys = priority !== 'size' && priority !== 'balanced' && faster.length > 0;
      return [node, { ...one, why, ...(buys ? { faster } : {}) }];
    }),
  );
  return { alone, problems };
};

/**
 * A kernel for each node, or for a line of them where that costs less; in the order of their last nodes.
 * @throws TinymlError with one diagnostic for every node that no kernel supports.
 */
export const selectKernels = (context: SelectionContext, nodes: readonly Node[]): readonly Selected[] => {
  const priority = priorityOf(context.target);
  const { alone, problems } = aloneOf(context, nodes, priority);
  const unitOf = new Map<Node, Selected>();
  const { fused, refused } = fusedUnits(context, nodes, alone, priority);
  for (const { unit } of fused)
    if (!unit.nodes.some((node) => unitOf.has(node))) for (const node of unit.nodes) unitOf.set(node, unit);
  const left = nodes.flatMap((node) => (unitOf.has(node) ? [] : (problems.get(node) ?? [])));
  if (left.length > 0) throw new TinymlError(...left);
  return nodes.flatMap((node) => {
    const unit = unitOf.get(node);
    if (unit !== undefined) return unit.nodes.at(-1) === node ? [unit] : [];
    const single = alone.get(node) as Selected;
    return { ...single, why: [single.why, ...refusals(single, refused.get(node) ?? [])].join('; ') };
  });
};
