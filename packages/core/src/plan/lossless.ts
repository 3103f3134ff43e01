import type { Pass } from '../pass/define-pass.ts';
import { factsAfter, isReady, type FactState } from './facts.ts';

/**
 * The order in which passes without effect on the outputs help each other: constants and identities first, so that
 * patterns lie side by side, then what folds into neighbours, then what sweeps up. Facts come before this order.
 */
const order: readonly string[] = [
  'fold-constants',
  'remove-identity',
  'fold-batch-norm',
  'simplify-arithmetic',
  'fuse-pad',
  'fuse-activation',
  'remove-dead-channels',
  'merge-duplicates',
  'eliminate-dead-nodes',
];

const rank = ({ name }: Pass): number => {
  const index = order.indexOf(name);
  return index < 0 ? order.length - 2.5 : index;
};

/** A third party's pass answers to `package#pass`; it runs only where the manifest names it. */
const ownPasses = (passes: ReadonlyMap<string, Pass>): readonly Pass[] => {
  const foreign = new Set([...passes].filter(([key]) => key.includes('#')).map(([, pass]) => pass));
  return [...new Set(passes.values())].filter((pass) => !foreign.has(pass));
};

/**
 * Every built-in pass that keeps the outputs: bits where the graph is quantised, else also up to float rounding.
 * One whose facts cannot be brought about this way, or that needs data or an option, is left out.
 */
export const losslessPasses = (passes: ReadonlyMap<string, Pass>, state: FactState): readonly Pass[] => {
  const keeps = state.holds.has('quantized') ? ['bits'] : ['bits', 'rounding'];
  let waiting = ownPasses(passes)
    .filter(
      ({ preserves, needs, options }) =>
        keeps.includes(preserves) && needs.length === 0 && (options.required ?? []).length === 0,
    )
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  const chosen: Pass[] = [];
  let facts = state;
  for (;;) {
    const next = waiting.find((pass) => isReady(facts, pass));
    if (next === undefined) return chosen;
    chosen.push(next);
    facts = factsAfter(facts, next, next.name);
    waiting = waiting.filter((pass) => pass !== next);
  }
};
