import type { ValueId } from '@tinyml/core';
import type { Called } from './called.ts';

/** The memory that a schedule needs at least. */
export interface Demand {
  /** For each step the bytes that are alive, overlaps taken as far as they go, and the values that they hold. */
  readonly steps: readonly {
    readonly bytes: number;
    readonly values: readonly ValueId[];
    readonly called: Called | null;
  }[];
}

export const mostOf = ({ steps }: Demand): number => Math.max(1, ...steps.map(({ bytes }) => bytes));

/** Where memory is fullest. */
export const fullest = (demand: Demand): Demand['steps'] => {
  const most = mostOf(demand);
  return demand.steps.filter(({ bytes }) => bytes === most);
};

/**
 * The fullest step's bytes, and up to a quarter more where many steps are about as full: what a step less full is worth
 * while others are not yet.
 */
export const pressure = (demand: Demand): number => {
  const most = mostOf(demand);
  return most * demand.steps.reduce((sum, { bytes }) => sum + (bytes / most) ** 16, 0) ** (1 / 16);
};
