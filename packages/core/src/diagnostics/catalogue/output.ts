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

/** TML948 */
export const depfileNotWritable = (file: string, error: Error): Diagnostic => ({
  code: 'TML948',
  severity: 'error',
  message: `cannot write ${file}: ${error.message}`,
  hint: 'the output folder is up to date; choose another place for --depfile',
});

const atLine = (line: number | undefined): Pick<Diagnostic, 'line'> => (line === undefined ? {} : { line });

/** TML949 */
export const otherBoardInProject = (
  file: string,
  line: number | undefined,
  found: string | undefined,
  wanted: string,
  lines: readonly string[],
): Diagnostic => ({
  code: 'TML949',
  severity: 'warning',
  message:
    found === undefined
      ? `platformio.ini has no environment for ${wanted}, the target of this build`
      : `platformio.ini compiles for ${found}; this build is for ${wanted}`,
  hint: `${found === undefined ? 'add' : 'it is your file, so change it there to'} [env:${wanted}] with ${lines.join(' · ')}`,
  file,
  ...atLine(line),
});

/** TML950 */
export const modelNotUsed = (file: string, line: number | undefined, name: string, header: string): Diagnostic => ({
  code: 'TML950',
  severity: 'warning',
  message: `no file in src uses the model ${name}`,
  hint: `#include "${header}" and call ${name}_init() and ${name}_invoke(); or delete this file and build again: it is then written for all models of the folder`,
  file,
  ...atLine(line),
});

/** TML951 */
export const entryPointMissing = (file: string, entry: string, framework: string): Diagnostic => ({
  code: 'TML951',
  severity: 'warning',
  message: `no file in src has ${entry}(), with which a program for the framework ${framework} begins`,
  hint: 'this file was written for another board: give it that function, or delete it and build again',
  file,
});

/** TML952 */
export const otherFlagsInProject = (file: string, line: number, found: string, wanted: string): Diagnostic => ({
  code: 'TML952',
  severity: 'note',
  message: `platformio.ini has build_flags = ${found}; with this priority the model is compiled with ${wanted}`,
  hint: `the model's library brings ${wanted} itself; change this line, and build_unflags, to compile the rest of your program so too`,
  file,
  line,
});

/** TML953 */
export const functionMissing = (file: string, line: number, name: string, isExternal: boolean): Diagnostic => ({
  code: 'TML953',
  severity: 'warning',
  message: `${name}() is called here and is no function of the model any more`,
  hint: isExternal
    ? `with output.arena: external the firmware lends the memory: call ${name}_with(arena, sizeof arena)`
    : `with output.arena: static the model has its own memory: call ${name.replace(/_with$/, '')}()`,
  file,
  line,
});

/** TML954 */
export const modelNotBuilt = (file: string, line: number | undefined, name: string): Diagnostic => ({
  code: 'TML954',
  severity: 'warning',
  message: `CMakeLists.txt does not build the model ${name}`,
  hint: `add add_subdirectory(lib/${name}) and link ${name} to your program`,
  file,
  ...atLine(line),
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
  TML949: `platformio.ini belongs to you: tinyml writes it where it is missing and never changes it. The manifest's board is
another one now, so \`pio run\` would compile this model for the former board.`,
  TML950: `The application in src/ belongs to you and is never changed. It does not use this model: because the model was renamed, or
because it came to a folder that held another one.`,
  TML951: `The application in src/ was written for a board with another framework and does not have the function that this one calls.`,
  TML952: `The flags of the whole project are yours. Those that the model's figures hold for are in its own library.json.`,
  TML953: `output.arena was changed since the application was written; the function that makes the model ready has another name now.`,
  TML954: `CMakeLists.txt belongs to you and is never changed; it does not name this model's folder.`,
  TML948: `The list of inputs and outputs for make or ninja could not be written.`,
  TML947: `A stage that trains gives other weights at each run, so --frozen never runs one: it takes them from the cache, by the digest
in the committed build record. They are not there, or what the stage is made of (model, options, data, code) has changed since.`,
};
