import type { Node, Target } from '@tinyml/core';
import { fastest } from './choice.ts';
import { joint, movesOf, type Move } from './moves.ts';
import type { Selected } from './selected.ts';
import { weigher, type Selection, type Weight } from './weighing.ts';

/**
 * What speed may cost under priority balanced: for one per cent fewer cycles so many per cent of flash. Relative, so that
 * the rate suits a program of 20 kB and one of 300 kB, one of a tenth of a million cycles and one of ten.
 */
const flashForTime = 0.5;

/** For one per cent less RAM so many per cent of flash. */
const flashForRam = 0.15;

/** Bytes that every firmware takes: a program much smaller than these is not worth making slower. */
const usual = { flash: 8000, ram: 512 };

/** Less is better: its differences are relative ones. */
const priceOf = ({ flash, ram, cycles }: Weight): number =>
  Math.log(flash + usual.flash) +
  flashForRam * Math.log(ram + usual.ram) +
  flashForTime * Math.log(Math.max(1, cycles));

/** One node to another of its kernels. */
const singleMoves = (selection: Selection, candidates: ReadonlyMap<Node, readonly Selected[]>): readonly Move[] =>
  [...selection].flatMap(([node, selected]) =>
    (candidates.get(node) ?? []).flatMap((other): readonly Move[] =>
      other === selected ? [] : [new Map([[node, other]])],
    ),
  );

export interface Balanced {
  readonly selection: Selection;
  /** Bytes of flash and cycles that the program would take more with `other` instead of its node's kernel. */
  instead(node: Node, other: Selected): Pick<Weight, 'flash' | 'cycles'>;
}

/**
 * A kernel for each node so that memory and time of the whole program are in balance: from several starts, kernels are
 * exchanged as long as that pays, for all nodes of a kernel, for two such groups at once, or for one node.
 */
export const balanced = (candidates: ReadonlyMap<Node, readonly Selected[]>, target: Target): Balanced => {
  const weigh = weigher(target);
  const price = (selection: Selection): number => priceOf(weigh(selection.values()));
  const descend = (start: Selection): Selection => {
    let selection = start;
    for (;;) {
      const before = price(selection) - 1e-9;
      const best = (moves: readonly Move[]): Selection | undefined => {
        let found: { readonly selection: Selection; readonly price: number } | undefined;
        for (const move of moves) {
          const moved: Selection = new Map([...selection, ...move]);
          const cost = price(moved);
          if (cost < (found?.price ?? before)) found = { selection: moved, price: cost };
        }
        return found?.selection;
      };
      const groups = movesOf(selection, candidates);
      const next = best(groups) ?? best(singleMoves(selection, candidates)) ?? best(joint(groups));
      if (next === undefined) return selection;
      selection = next;
    }
  };
  const startWith = (of: (found: readonly Selected[]) => readonly Selected[]): Selection =>
    new Map([...candidates].map(([node, found]) => [node, fastest(of(found).length > 0 ? of(found) : found)]));
  const ends = [
    startWith((found) => found),
    startWith((found) =>
      found.filter(({ request, kernel }) => request.priority === 'size' && kernel.flash === undefined),
    ),
    startWith((found) => found.filter(({ kernel }) => kernel.isa === 'generic')),
  ].map(descend);
  const selection = ends.reduce((first, other) => (price(other) < price(first) - 1e-9 ? other : first));
  return {
    selection,
    instead(node, other) {
      const [now, then] = [weigh(selection.values()), weigh(new Map([...selection, [node, other]]).values())];
      return { flash: then.flash - now.flash, cycles: then.cycles - now.cycles };
    },
  };
};
