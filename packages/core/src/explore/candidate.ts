import { workThrownAway } from '../diagnostics/catalogue/wasted-work.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import type { Pass } from '../pass/define-pass.ts';
import { wastedWork } from '../plan/wasted-work.ts';

/** A pass of a candidate. */
export interface Step {
  readonly pass: Pass;
  /** By what the manifest calls it: its name, or package and name. */
  readonly reference: string;
  /** With its defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Those that a manifest has to write. */
  readonly written: Readonly<Record<string, unknown>>;
}

/** A sequence that a search may try, after the passes which all of them have in common. */
export interface Candidate {
  readonly steps: readonly Step[];
}

/** The one text of a candidate: what it does, not how it came about. */
export const canonicalForm = ({ steps }: Candidate): string =>
  canonicalJson(steps.map(({ reference, options }) => [reference, options]));

export const candidateDigest = (candidate: Candidate): Digest => digestOf(canonicalForm(candidate));

const optionText = (options: Readonly<Record<string, unknown>>): string => {
  const entries = Object.entries(options).map(
    ([name, value]) => `${name}: ${JSON.stringify(value).replaceAll('"', '')}`,
  );
  return entries.length === 0 ? '' : ` { ${entries.join(', ')} }`;
};

/** For people: `first-pass → second-pass { option: 15 }`. */
export const candidateText = ({ steps }: Candidate): string =>
  steps.length === 0
    ? 'float32, only what loses nothing'
    : steps.map(({ reference, written }) => `${reference}${optionText(written)}`).join(' → ');

/** Told of work that a later pass undoes. Work that nobody uses is told of, too, but such a sequence is one of its own. */
const thrownAwayCode = workThrownAway('', '', { what: '' }).code;

/** What a sequence throws away, in words; undefined: nothing. */
export const thrownAway = (steps: readonly Step[]): string | undefined =>
  wastedWork(steps.map(({ pass, options }) => ({ pass, options, place: (diagnostic) => diagnostic }))).find(
    ({ code }) => code === thrownAwayCode,
  )?.message;
