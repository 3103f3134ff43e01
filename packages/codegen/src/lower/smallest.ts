import type { KernelCall, Node } from '@tinyml/core';
import { smallCode } from '../record/code-estimate.ts';
import { fastest, slowest } from './choice.ts';
import type { Selected } from './selection.ts';

type Selection = ReadonlyMap<Node, Selected>;

/** What a selection takes: bytes of constants, of code, and of the greatest scratch. */
const bytesOf = (selection: Selection, callOf: (unit: Selected) => KernelCall): number => {
  const calls = [...selection.values()].map(callOf);
  const constants = calls.reduce(
    (sum, call) => sum + call.constants.reduce((bytes, { ctype, values }) => bytes + values.length * widths[ctype], 0),
    0,
  );
  return constants + smallCode(calls) + Math.max(0, ...calls.map(({ scratch }) => scratch));
};

const widths = { int8_t: 1, uint8_t: 1, int16_t: 2, uint16_t: 2, int32_t: 4, float: 4 } as const;

const cyclesOf = (selection: Selection): number =>
  [...selection.values()].reduce((sum, { cost }) => sum + cost.cycles, 0);

/** The selection with every node of one kernel on another, where that supports it. */
const moves = (selection: Selection, candidates: ReadonlyMap<Node, readonly Selected[]>): readonly Selection[] => {
  const pairs = new Map<string, Map<Node, Selected>>();
  for (const [node, { kernel }] of selection)
    for (const other of candidates.get(node) ?? []) {
      if (other.kernel === kernel) continue;
      const pair = `${kernel.name} ${other.kernel.name}`;
      pairs.set(pair, (pairs.get(pair) ?? new Map<Node, Selected>()).set(node, other));
    }
  return [...pairs.values()].map((changed) => new Map([...selection, ...changed]));
};

/**
 * A kernel for each node so that the program is small: from the fastest one on, all nodes of one kernel move to another
 * one while that saves bytes, most bytes for a cycle first, within a limit of cycles. Kernels that nodes share count once.
 */
export const smallest = (candidates: ReadonlyMap<Node, readonly Selected[]>): Selection => {
  const calls = new Map<Selected, KernelCall>();
  const callOf = (unit: Selected): KernelCall => {
    const known = calls.get(unit) ?? unit.kernel.lower(unit.request);
    calls.set(unit, known);
    return known;
  };
  let selection: Selection = new Map([...candidates].map(([node, found]) => [node, fastest(found)]));
  const limit = slowest * cyclesOf(selection);
  for (;;) {
    const [bytes, cycles] = [bytesOf(selection, callOf), cyclesOf(selection)];
    let best: { readonly selection: Selection; readonly worth: number } | undefined;
    for (const move of moves(selection, candidates)) {
      const slower = cyclesOf(move);
      if (slower > limit) continue;
      const worth = (bytes - bytesOf(move, callOf)) / Math.max(1, slower - cycles);
      if (worth > (best?.worth ?? 0)) best = { selection: move, worth };
    }
    if (best === undefined) return selection;
    selection = best.selection;
  }
};
