import type { Graph, Tensor } from '@tinyml/core';
import { knownOutputs, type Evaluation } from './known-values.ts';

/** Turns after which a loop counts as one whose turns are not known. */
const most = 4096;

/** How often the loop's body runs, where constants alone decide it; `first`: the values that are known when it begins. */
export const turnsOf = (
  condition: Graph,
  body: Graph,
  first: readonly (Tensor | undefined)[],
  evaluation: Evaluation,
): number | undefined => {
  let values = first;
  for (let turns = 0; turns <= most; turns++) {
    const [truth] = knownOutputs(condition, values, evaluation);
    if (truth === undefined) return undefined;
    if (truth.data[0] !== 1) return turns;
    values = knownOutputs(body, values, evaluation);
  }
  return undefined;
};
