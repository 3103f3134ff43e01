import type { Priority } from '../hardware/target.ts';
import { plannedPasses } from './planned.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import { kernelOrder, type Outcome } from './job.ts';
import { listedPasses, manifestText, type ListedPass } from './manifest-text.ts';
import { frontOf } from './objectives.ts';
import { choosePoint, costsOf, dominatedBy, worthShowing, type Point } from './points.ts';
import type { SearchResult } from './search.ts';
import type { SearchSpace } from './space.ts';
import type { Workbench } from './workbench.ts';

/** Why a search ended. */
export type Ending = Exclude<SearchResult['ended'], 'stopped'> | 'time' | 'interrupted';

/** What one pass of a sequence brought: figures of the model after it. */
export interface Gain {
  readonly pass: string;
  readonly flash: number | null;
  readonly ram: number | null;
  readonly cycles: number | null;
  /** null: the sequence up to here was not measured. */
  readonly loss: number | null;
}

/** A point of the front, with all that a person needs to choose it. */
export interface ShownPoint extends Point {
  readonly passes: readonly PlannedPass[];
  readonly listed: readonly ListedPass[];
  /** To paste into a manifest. */
  readonly manifest: string;
  /** After what all sequences have in common, then pass by pass; empty where the search was interrupted. */
  readonly gains: readonly Gain[];
  /** How many of the others that were measured it is better than in everything. */
  readonly dominates: number;
}

/** Points that are also tried with other kernels, at most. */
const mostVaried = 12;

const pointsOf = (outcomes: readonly Outcome[]): readonly Point[] =>
  outcomes.flatMap(({ candidate, lowered, verdict }) =>
    lowered === null || verdict === null || lowered.over.length > 0 ? [] : [{ candidate, lowered, verdict }],
  );

/** The points of the front with every choice of kernels that is within the budget. */
const varied = async (
  front: readonly Point[],
  workbench: Workbench,
  space: SearchSpace,
  own: Priority,
): Promise<readonly Point[]> => {
  const found: Point[] = [];
  for (const point of front.slice(0, mostVaried)) {
    const graph = await workbench.optimise(plannedPasses(space, point.candidate));
    for (const kernels of kernelOrder(own)) {
      if (kernels === point.lowered.kernels) continue;
      const lowered = await workbench.lower(graph, kernels);
      if (lowered?.over.length === 0) found.push({ ...point, lowered });
    }
  }
  return found;
};

const gainsOf = async (
  { candidate, lowered }: Point,
  workbench: Workbench,
  space: SearchSpace,
  outcomes: readonly Outcome[],
): Promise<readonly Gain[]> => {
  const gains: Gain[] = [];
  for (let count = 0; count <= candidate.steps.length; count++) {
    const steps = candidate.steps.slice(0, count);
    const graph = await workbench.optimise(plannedPasses(space, { steps }));
    const { flash = null, ram = null, cycles = null } = (await workbench.lower(graph, lowered.kernels)) ?? {};
    const same = outcomes.find(
      (outcome) =>
        outcome.candidate.steps.length === count && outcome.candidate.steps.every((step, i) => step === steps[i]),
    );
    const pass = steps.at(-1)?.reference ?? 'what loses nothing';
    gains.push({ pass, flash, ram, cycles, loss: same?.verdict?.loss ?? null });
  }
  return gains;
};

export interface Finished {
  /** The chosen one first; empty where none is within the budget. */
  readonly points: readonly ShownPoint[];
  /** Whether the loss of the chosen one is within the limit by its 95 % bound. */
  readonly surely: boolean;
}

/** What a search comes to. Without a workbench (it was interrupted) only from what is known. */
export const finish = async (
  outcomes: readonly Outcome[],
  workbench: Workbench | undefined,
  space: SearchSpace,
  priority: readonly Priority[],
  limit: number,
): Promise<Finished> => {
  const own = priority[0] ?? 'size';
  const measured = pointsOf(outcomes).filter(({ verdict }) => verdict.loss <= limit);
  const front = frontOf(measured, costsOf);
  const others = workbench === undefined ? [] : await varied(front, workbench, space, own);
  const points = frontOf([...measured, ...others], costsOf);
  const chosen = choosePoint(points, priority, limit);
  if (chosen === undefined) return { points: [], surely: false };
  const shown: ShownPoint[] = [];
  for (const point of worthShowing(points, chosen.point)) {
    const passes = plannedPasses(space, point.candidate);
    const listed = listedPasses(passes, point.candidate);
    shown.push({
      ...point,
      passes,
      listed,
      manifest: manifestText(listed, point.lowered.kernels, priority),
      gains: workbench === undefined ? [] : await gainsOf(point, workbench, space, outcomes),
      dominates: dominatedBy(point, pointsOf(outcomes)),
    });
  }
  return { points: shown, surely: chosen.surely };
};
