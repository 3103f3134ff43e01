import type { Node, Target } from '@tinyml/core';
import { fastest, slowest } from './choice.ts';
import { joint, movesOf, type Move } from './moves.ts';
import type { Selected } from './selected.ts';
import { weigher, type Selection, type Weight } from './weighing.ts';

/** Cycles that any program may take more: a tenth of a millisecond at 100 MHz. */
const unnoticed = 10_000;

/** Bytes saved a cycle that are worth any number of cycles. */
const bargain = 1 / 100;

const bytesOf = ({ flash, scratch }: Weight): number => flash + scratch;

export interface Smallest {
  readonly selection: Selection;
  /** Bytes that the program would save with `other` in the place of its node's kernel, wherever that may be. */
  saving(node: Node, other: Selected): number;
}

/**
 * A kernel for each node so that the program is small: from the fastest one on, all nodes of one kernel move to another
 * one while that saves bytes, most bytes for a cycle first, within a limit of cycles. Kernels that nodes share count once;
 * where no move helps by itself, two may help together, such as the last two users of some code.
 */
export const smallest = (candidates: ReadonlyMap<Node, readonly Selected[]>, target: Target): Smallest => {
  const weigh = weigher(target);
  const start: Selection = new Map([...candidates].map(([node, found]) => [node, fastest(found)]));
  const { cycles: least } = weigh(start.values());
  const limit = Math.max(slowest * least, least + unnoticed);
  const best = (selection: Selection, moves: readonly Move[]): Selection | undefined => {
    const before = weigh(selection.values());
    let found: { readonly selection: Selection; readonly worth: number } | undefined;
    for (const move of moves) {
      const moved: Selection = new Map([...selection, ...move]);
      const after = weigh(moved.values());
      const worth = (bytesOf(before) - bytesOf(after)) / Math.max(1, after.cycles - before.cycles);
      if (after.cycles > limit && worth < bargain) continue;
      if (worth > (found?.worth ?? 0)) found = { selection: moved, worth };
    }
    return found?.selection;
  };
  let selection = start;
  for (;;) {
    const moves = movesOf(selection, candidates);
    const next = best(selection, moves) ?? best(selection, joint(moves));
    if (next === undefined) break;
    selection = next;
  }
  return {
    selection,
    saving(node, other) {
      const move = movesOf(selection, candidates).find((one) => one.get(node)?.kernel === other.kernel);
      const bytes = bytesOf(weigh(selection.values()));
      return move === undefined ? 0 : bytes - bytesOf(weigh(new Map([...selection, ...move]).values()));
    },
  };
};
