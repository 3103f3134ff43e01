import type { Fact, Pass } from '../pass/define-pass.ts';
import { factsAfter, isReady, type FactState } from './facts.ts';

const phases = ['reveal', 'fold', 'sweep'] as const;

const phaseOf = ({ auto }: Pass): number => phases.indexOf(auto?.phase ?? 'fold');

/** A third party's pass answers to `package#pass`; it runs only where the manifest names it. */
export const ownPasses = (passes: ReadonlyMap<string, Pass>): readonly Pass[] => {
  const foreign = new Set([...passes].filter(([key]) => key.includes('#')).map(([, pass]) => pass));
  return [...new Set(passes.values())].filter((pass) => !foreign.has(pass));
};

const establishes = (pass: Pass, facts: readonly Fact[]): boolean =>
  pass.establishes.some((fact) => facts.includes(fact));

/**
 * Of passes that could run now, the one that should: of the earliest phase, one that waits for no other of them, the
 * first by name. Where they wait for each other in a circle, the first by name.
 */
const nextOf = (ready: readonly Pass[]): Pass | undefined => {
  const phase = Math.min(...ready.map(phaseOf));
  const candidates = ready.filter((pass) => phaseOf(pass) === phase).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const waits = (pass: Pass): boolean =>
    candidates.some((other) => other !== pass && establishes(other, pass.auto?.after ?? []));
  return candidates.find((pass) => !waits(pass)) ?? candidates[0];
};

/**
 * Every built-in pass that keeps the outputs: bits where the graph is quantised, else also up to float rounding. One whose
 * facts cannot be brought about this way, that needs data or an option, or whose result is called in another way, is left out. Required facts decide the order,
 * then what the passes say of their place.
 */
export const losslessPasses = (passes: ReadonlyMap<string, Pass>, state: FactState): readonly Pass[] => {
  const quantized = state.holds.has('quantized');
  const keeps = ({ auto, preserves }: Pass): boolean =>
    preserves === 'bits' || (preserves === 'rounding' && (!quantized || auto?.keepsQuantizedBits === true));
  let waiting = ownPasses(passes).filter(
    (pass) =>
      pass.changesCalls !== true &&
      keeps(pass) &&
      pass.needs.length === 0 &&
      (pass.options.required ?? []).length === 0,
  );
  const chosen: Pass[] = [];
  let facts = state;
  for (;;) {
    const next = nextOf(waiting.filter((pass) => isReady(facts, pass)));
    if (next === undefined) return chosen;
    chosen.push(next);
    facts = factsAfter(facts, next, next.name);
    waiting = waiting.filter((pass) => pass !== next);
  }
};
