import type { Cost, KernelRequest, Shape } from '@tinyml/core';
import { ratedCost, type RateTable } from '../../kernel/kernel-cost.ts';
import { readDistance } from '../../kernel/overlap-distance.ts';

/** Sizes of [kept, reduced, kept, reduced, kept], neighbours merged; undefined where there are more groups. */
export const reductionGroups = (
  shape: Shape,
  axes: readonly number[],
): readonly [number, number, number, number, number] | undefined => {
  const sizes = [1];
  shape.forEach((size, axis) => {
    if (size === 1) return;
    if (axes.includes(axis) !== (sizes.length % 2 === 0)) sizes.push(1);
    sizes[sizes.length - 1] = (sizes.at(-1) as number) * size;
  });
  if (sizes.length > 5) return undefined;
  const [kept0 = 1, reduced0 = 1, kept1 = 1, reduced1 = 1, kept2 = 1] = sizes;
  // One reduction: let it be the inner one, whose loop steps by a constant.
  return sizes.length <= 3 ? [kept0, 1, 1, reduced0, kept1] : [kept0, reduced0, kept1, reduced1, kept2];
};

/** How far the results of a reduction over `groups` may lie over its operand: they are computed in order. */
export const reductionDistance = (
  [kept0, reduced0, kept1, reduced1, kept2]: readonly [number, number, number, number, number],
  element: number,
): number => {
  const first: number[] = [];
  for (let i = 0; i < kept0; i += 1)
    for (let j = 0; j < kept1; j += 1)
      for (let k = 0; k < kept2; k += 1) first.push(((i * reduced0 * kept1 + j) * reduced1 * kept2 + k) * element);
  return readDistance(first, element, kept0 * reduced0 * kept1 * reduced1 * kept2 * element);
};

/** Time of a kernel that reduces these groups. `floats`: floating-point operations on one element. */
export const reductionCost = (
  rates: RateTable,
  name: string,
  request: Pick<KernelRequest, 'core' | 'priority'>,
  [kept0, reduced0, kept1, reduced1, kept2]: readonly [number, number, number, number, number],
  floats: number,
): Cost => {
  const result = kept0 * kept1 * kept2;
  const element = result * reduced0 * reduced1;
  return ratedCost(rates, name, request, { result, run: result * reduced0, element }, element * floats);
};
