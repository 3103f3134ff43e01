import { analytic } from './objectives.ts';
import type { CostLimits } from './propose.ts';
import type { Lowered } from './workbench.ts';

/** How far from the budget a program is: the sum of what each figure exceeds its limit by, as a part of it. */
export const costExcess = (
  lowered: Pick<Lowered, (typeof analytic)[number]>,
  limits: Omit<CostLimits, 'loss'>,
): number =>
  analytic.reduce(
    (sum, name) => sum + (limits[name] === Infinity ? 0 : Math.max(0, (lowered[name] ?? Infinity) / limits[name] - 1)),
    0,
  );
