import type { Graph } from '@tinyml/core';
import { planMemory, type MemoryPlan } from '../plan/plan.ts';
import { inLowestOrder } from './step-order.ts';
import type { Run, Steps } from './steps.ts';
import { storageOf, type Storage } from './storage.ts';

/** Bytes; vector instructions want 16. */
export const arenaAlign = 16;

/** Steps in order, and the place of their memory in one arena. */
export interface Arrangement<Called> {
  readonly storage: Storage<Called>;
  readonly plan: MemoryPlan;
}

/** Places the memory of the steps as they come, or in another order where that takes less. */
export const arrange = <Called extends Run>(graph: Graph, steps: Steps<Called>): Arrangement<Called> => {
  const planned = (ordered: Steps<Called>): Arrangement<Called> => {
    const storage = storageOf(graph, ordered, arenaAlign);
    return { storage, plan: planMemory(storage.blocks, storage.overlaps) };
  };
  const given = planned(steps);
  const ordered = inLowestOrder(graph, steps);
  if (ordered === steps) return given;
  const other = planned(ordered);
  return other.plan.arena < given.plan.arena ? other : given;
};
