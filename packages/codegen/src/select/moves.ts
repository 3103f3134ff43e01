import type { Node } from '@tinyml/core';
import type { Selected } from './selected.ts';
import type { Selection } from './weighing.ts';

/** Nodes, and the kernels that they would get instead of theirs. */
export type Move = ReadonlyMap<Node, Selected>;

const nameOf = ({ kernel, request }: Selected): string => `${kernel.name} ${request.priority}`;

/** Every node of one kernel to another one, where that supports it: for each pair of kernels one move. */
export const movesOf = (selection: Selection, candidates: ReadonlyMap<Node, readonly Selected[]>): readonly Move[] => {
  const pairs = new Map<string, Map<Node, Selected>>();
  for (const [node, selected] of selection)
    for (const other of candidates.get(node) ?? []) {
      if (nameOf(other) === nameOf(selected)) continue;
      const pair = `${nameOf(selected)} ${nameOf(other)}`;
      const move = pairs.get(pair) ?? new Map<Node, Selected>();
      pairs.set(pair, move.set(node, other));
    }
  return [...pairs.values()];
};

/** Two moves of different nodes at once. */
export const joint = (moves: readonly Move[]): readonly Move[] =>
  moves.flatMap((move, i) =>
    moves
      .slice(i + 1)
      .filter((other) => ![...other.keys()].some((node) => move.has(node)))
      .map((other): Move => new Map([...move, ...other])),
  );
