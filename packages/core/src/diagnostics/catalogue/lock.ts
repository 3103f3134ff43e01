import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML139: a lock that is not one. */
export const badLock = (problem: string): Diagnostic => ({
  code: 'TML139',
  severity: 'error',
  message: `the lock is not usable: ${problem}`,
  hint: 'take it from version control, or remove it: `tinyml explore` writes another',
});

const listed = (changed: readonly string[]): string =>
  `${changed.join(', ')} ${changed.length === 1 ? 'is' : 'are'} not what the lock was written for`;

/** TML140: a lock that no longer holds. `changed`: what, by name. */
export const lockOutdated = (file: string, changed: readonly string[]): Diagnostic => ({
  code: 'TML140',
  severity: 'warning',
  message: `${listed(changed)}: \`passes: auto\` chooses by itself`,
  hint: '`tinyml explore` chooses anew and writes the lock; remove it to go on without',
  file,
});

/** TML955: the same, where nothing may be chosen. */
export const lockDoesNotMatch = (file: string, changed: readonly string[]): Diagnostic => ({
  code: 'TML955',
  severity: 'error',
  message: listed(changed),
  hint: 'run `tinyml explore` without --frozen, and commit the lock that it writes',
  file,
});

/** TML956: a sequence that trains gave other weights than those that were chosen. */
export const otherWeights = (file: string, isFrozen: boolean): Diagnostic => ({
  code: 'TML956',
  severity: isFrozen ? 'error' : 'warning',
  message: 'the passes of the lock gave other weights than those that were chosen',
  hint: 'training again gives other weights on another machine: take the cache of the search, or run `tinyml explore`',
  file,
});

/** TML408: a plan that cannot be written down yet. */
export const nothingToEject = (): Diagnostic => ({
  code: 'TML408',
  severity: 'error',
  message: 'which passes are taken is not known before a build',
  hint: 'run `tinyml build` (or `tinyml explore`) first, then `tinyml plan --eject`',
});

/** TML409: a manifest that names its passes itself. */
export const alreadyListed = (): Diagnostic => ({
  code: 'TML409',
  severity: 'error',
  message: 'the manifest lists its passes already',
  hint: '`--eject` writes what `passes: auto` or `passes: lossless` takes',
});

export const lockExplanations: Explanations = {
  TML408: `\`passes: auto\` chooses between forms of the model by what they take when they are linked. Until a build has tried them, or a lock
names one, there is no sequence to write into the manifest.`,
  TML409: `\`tinyml plan --eject\` replaces \`passes: auto\` or \`passes: lossless\` by the list that it stands for.`,
  TML139: `\`tinyml.lock.yaml\` says which passes \`passes: auto\` takes. It is written by tinyml and may carry comments; this one is not
what tinyml writes: it was edited, merged with a conflict, or comes from another version.`,
  TML140: `A lock holds for the model, data, target, budget and priority that it was written for, and for the versions of the passes that it
names. Something of that has changed, so the quick choice of \`passes: auto\` stands in for it.`,
  TML955: `\`--frozen\` takes the lock or fails: something that it was written for has changed.`,
  TML956: `The lock has the digest of the weights that were measured. Passes that train give the same weights only on the same machine,
or from the cache.`,
};
