import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

const points = (ratio: number): string => `${(ratio * 100).toFixed(2)} points`;

/** TML420: nothing tells one candidate from another. */
export const noSelectionData = (): Diagnostic => ({
  code: 'TML420',
  severity: 'error',
  message: 'there are no samples that models could be compared on',
  hint: 'add data.validation to the manifest (or data.test, data.train or data.calibration)',
});

/** TML421: a limit of the search's own. */
export const lossAssumed = (limit: string): Diagnostic => ({
  code: 'TML421',
  severity: 'note',
  message: `budget.accuracy-drop is not given: at most ${limit} are taken for it`,
  hint: 'say `budget: { accuracy-drop: 0.5% }` for another limit',
});

/** TML422: a pass or an option of `explore` that there is none of. */
export const unknownInExplore = (what: string, hint: string): Diagnostic => ({
  code: 'TML422',
  severity: 'error',
  message: what,
  hint,
});

/** TML423: a search that is meant to be quick would not be. */
export const searchTooLong = (samples: number): Diagnostic => ({
  code: 'TML423',
  severity: 'error',
  message: `comparing sequences of passes on ${samples.toLocaleString('en')} samples takes longer than a build may`,
  hint: '`tinyml explore` takes the time that it needs',
});

/** TML424: what `auto` takes where its usual forms are over budget. */
export const foundBySearch = (tried: number, found: string): Diagnostic => ({
  code: 'TML424',
  severity: 'note',
  message: `the usual forms are over budget; of ${String(tried)} sequences that were searched, ${found} is within it`,
  hint: '`tinyml explore` searches longer, and keeps what it chooses in a lock',
});

/** TML426: what a build may do that a plan does not know. */
export const mayBeSearched = (): Diagnostic => ({
  code: 'TML426',
  severity: 'note',
  message: 'where these are over the budget, `build` searches other sequences of passes that need no training',
  hint: '`tinyml explore` searches longer, and keeps what it chooses in a lock',
});

/** TML471: a worker said something else of a candidate than this machine. */
export const otherThanWorker = (worker: string, told: number | null, found: number): Diagnostic => ({
  code: 'TML471',
  severity: 'error',
  message: `${worker} told another result of the chosen sequence: a loss of ${told === null ? 'nothing' : points(told)}, and here it is ${points(found)}`,
  hint: 'nothing was written; leave this worker out, or see whether it has another compiler, processor or version of a package',
});

/** TML501: chosen by some samples, and not good enough on those that were kept back. */
export const lossOnTest = (chosen: number, reported: number, limit: number): Diagnostic => ({
  code: 'TML501',
  severity: 'error',
  message: `over budget: accuracy-drop is ${points(reported)} on the samples that were kept back, and ${points(chosen)} on those that it was chosen by; the budget is ${points(limit)}`,
  hint: 'no other one is taken by what the kept samples say: give data.validation with more samples, or a wider limit, and search anew',
});

/** TML501: nothing that was tried is within the budget. */
export const nothingFits = (tried: number, nearest: string, hint: string): Diagnostic => ({
  code: 'TML501',
  severity: 'error',
  message: `over budget: none of ${String(tried)} sequences that were tried is within it; ${nearest}`,
  hint,
});

export const exploreExplanations: Explanations = {
  TML420: `A search compares models by what they answer. It takes data.validation, else of a network that is trained here a part of
data.train, else half of data.test, else inputs of data.train or data.calibration, on which it compares a model's answers with those of
the imported one.`,
  TML421: `Without a limit the smallest model would be one that has forgotten everything. A search allows a point of accuracy
(of models without classes: one per cent more error) where the manifest gives no limit.`,
  TML423: `Where the forms that \`passes: auto\` chooses from are over budget, a build searches sequences of passes that need no training, as \`tinyml explore\`
does, with few trials. It does so only where that is a matter of seconds.`,
  TML424: `Without a lock \`passes: auto\` chooses between a few forms by what they take of the target. Where none of them is within the budget it
searches sequences of passes that need no training, compares them on samples, and takes the best of those within the budget.`,
  TML471: `A search does what it chose again on its own machine before it writes a lock. A worker that comes to another graph or another accuracy\nhas another installation than it says, computes floats in another way, or lies.`,
  TML426: `A plan runs nothing, and so does not know what a build comes to. With \`passes: auto\`, a budget, samples to compare by and no lock, a build that is over
its budget tries other sequences: TML424 then says which it took.`,
  TML422: `\`explore.passes\` names passes by the names of \`tinyml passes\`, those of packages by package or package#pass; \`explore.options\` names options that the pass has.`,
};
