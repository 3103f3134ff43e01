import { canonicalForm, type Candidate } from './candidate.ts';
import type { PassDomain } from './domain.ts';
import { analytic } from './objectives.ts';
import type { CostLimits, Finding } from './propose.ts';
import { takesLong } from './shortened.ts';

/** Whether a pass of a candidate trains. */
export const trains = ({ steps }: Candidate): boolean => steps.some(({ pass }) => takesLong(pass));

/** Of `candidates` those that add one pass which trains to one of `bases`, as its defaults have it. */
export const withOneMore = (
  bases: readonly Candidate[],
  candidates: readonly Candidate[],
  domains: readonly PassDomain[],
): readonly number[] => {
  const wanted = new Set(bases.map(canonicalForm));
  const usual = new Set(domains.flatMap(({ ways }) => ways.slice(0, 1)));
  return candidates.flatMap(({ steps }, index) => {
    const added = steps.findIndex((step) => takesLong(step.pass));
    const step = steps[added];
    if (step === undefined || !usual.has(step)) return [];
    return wanted.has(canonicalForm({ steps: steps.toSpliced(added, 1) })) ? [index] : [];
  });
};

/** For each pass that trains the candidate with it that fits, and that loses least untrained: how much training mends is told by trials alone. */
export const oneOfEach = (
  findings: ReadonlyMap<number, Finding>,
  candidates: readonly Candidate[],
  domains: readonly PassDomain[],
  limits: CostLimits,
): readonly number[] => {
  const open = [...findings].flatMap(([index, { costs, isOpen, outlineLoss }]) =>
    isOpen !== true ||
    outlineLoss === undefined ||
    costs === undefined ||
    analytic.some((name) => costs[name] > limits[name])
      ? []
      : [{ index, loss: outlineLoss }],
  );
  const found = domains.flatMap(({ pass }) => {
    const own = open.filter(({ index }) => candidates[index]?.steps.some((step) => step.pass === pass) === true);
    const [least] = takesLong(pass) ? own.toSorted((a, b) => a.loss - b.loss) : [];
    return least === undefined ? [] : [least.index];
  });
  return [...new Set(found)];
};
