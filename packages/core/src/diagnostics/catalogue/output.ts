import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML940 */
export const folderInUse = (lock: string, pid: number | null): Diagnostic => ({
  code: 'TML940',
  severity: 'error',
  message: `another build${pid === null ? '' : ` (process ${String(pid)})`} has been writing this folder for more than a minute`,
  hint: `end that process; where there is none, remove ${lock}`,
  file: lock,
});

const kinds = { link: 'is a link', folder: 'is a folder', file: 'is a file', other: 'is no plain file' };

/** TML941 */
export const obstacleInTheWay = (path: string, standing: keyof typeof kinds, wanted: string): Diagnostic => ({
  code: 'TML941',
  severity: 'error',
  message: `${path} ${kinds[standing]}: ${wanted} cannot be written`,
  hint:
    standing === 'link'
      ? 'tinyml follows no links inside the output folder: replace it by a folder, or make the output folder itself the link'
      : 'move it away, or choose another folder with output.dir or --out; nothing was changed',
  file: path,
});

/** TML942 */
export const inputInTheWay = (path: string): Diagnostic => ({
  code: 'TML942',
  severity: 'error',
  message: `${path} is read by this build: it will not be overwritten`,
  hint: 'choose another folder with output.dir or --out',
  file: path,
});

/** TML943 */
export const namesDifferByCase = (name: string, other: string): Diagnostic => ({
  code: 'TML943',
  severity: 'error',
  message: `models ${name} and ${other} cannot share an output folder: their macros would have the same names`,
  hint: `choose another name, or another output.dir; if ${other} was renamed to ${name}, remove lib/${other} and its build record`,
});

/** TML944 */
export const userFileNotWritten = (path: string, link: string): Diagnostic => ({
  code: 'TML944',
  severity: 'warning',
  message: `${path} was not written: ${link} is a link, and what lies behind it is yours`,
  hint: 'write that file yourself, or build into an empty folder with --out and copy it from there',
});

/** TML945 */
export const nameUsedTwice = (name: string, first: string, second: string): Diagnostic => ({
  code: 'TML945',
  severity: 'error',
  message: `${first} and ${second} both write a model called ${name} to one folder`,
  hint: 'give each its own `name`, or its own output.dir',
  file: second,
});

const states = {
  missing: 'missing',
  stale: 'stale',
  edited: 'edited by hand',
  left: 'no longer generated',
};

/** TML946 */
export const fileDiffers = (file: string, path: string, state: keyof typeof states): Diagnostic => ({
  code: 'TML946',
  severity: 'error',
  message: `${states[state]}: ${path}`,
  file,
});

/** TML947 */
export const trainedResultMissing = (stage: string): Diagnostic => ({
  code: 'TML947',
  severity: 'error',
  message: `--frozen: stage ${stage} trains, and the cache does not have the result that the committed tree was made from`,
  hint: `share the cache that this tree was built with (--cache-dir), or run \`tinyml build\` and commit what it gives; \`tinyml why ${stage}\` tells what changed`,
});

export const outputExplanations: Explanations = {
  TML940: `Builds that share an output folder take turns: each writes while it holds the lock, the folder .tinyml-new-lock in the
output folder. A lock whose process is gone is taken over at once. This one's process still runs.`,
  TML941: `tinyml looks at the whole tree before it changes anything. Something stands where a generated file, or a folder above it,
has to be, and it is not removed: it may be your work. Links inside the output folder are never followed, so that a checkout
cannot lead a build out of it.`,
  TML942: `A generated file would replace the manifest or the model, because the output folder is where they lie.`,
  TML943: `Several models may share an output folder when their names differ in more than upper and lower case: C macros are upper
case, and many file systems do not tell the difference.`,
  TML944: `Files of yours, such as src/main.c, are written once where they are missing. Here the folder is a link to somewhere else,
and tinyml writes nothing outside the output folder.`,
  TML945: `A model is known in its output folder by its name: lib/<name>, and the prefix of all its C symbols. Two manifests of one
command would overwrite each other's files.`,
  TML946: `--frozen found a file that is not what the inputs give. missing: it is not there. stale: it is as an earlier build wrote
it, or the build record itself. edited: it is not as its build record says. No longer generated: an earlier build wrote it, this
one would remove it.`,
  TML947: `A stage that trains gives other weights at each run, so --frozen never runs one: it takes them from the cache, by the digest
in the committed build record. They are not there, or what the stage is made of (model, options, data, code) has changed since.`,
};
