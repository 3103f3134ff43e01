import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML901 */
export const fileUnreadable = (path: string, error: Error): Diagnostic => ({
  code: 'TML901',
  severity: 'error',
  message: `cannot read ${path}: ${error.message}`,
  hint: 'check the path and its permissions',
});

/** TML902 */
export const outputNotWritable = (path: string, error: Error): Diagnostic => ({
  code: 'TML902',
  severity: 'error',
  message: `cannot write ${path}: ${error.message}`,
  hint: 'the former output is untouched; free some space or choose another folder with --out',
});

/** TML903 */
export const cacheNotWritable = (error: Error): Diagnostic => ({
  code: 'TML903',
  severity: 'warning',
  message: `the cache cannot be written: ${error.message}`,
  hint: 'the build goes on without it; choose another place with --cache-dir, or free space with `tinyml cache prune`',
});

/** TML904 */
export const treeDiffers = (folder: string, count: number): Diagnostic => ({
  code: 'TML904',
  severity: 'error',
  message: `--frozen: ${String(count)} ${count === 1 ? 'file' : 'files'} of ${folder} ${count === 1 ? 'is' : 'are'} not what the inputs give`,
  hint: 'run `tinyml build` without --frozen, and commit what it gives',
});

/** TML905 */
export const editedFileKept = (path: string): Diagnostic => ({
  code: 'TML905',
  severity: 'warning',
  message: `${path} was changed by hand since tinyml wrote it, and is kept`,
  hint: 'run with --force to replace it by the generated file',
});

/** TML906 */
export const outputIsNoFolder = (path: string): Diagnostic => ({
  code: 'TML906',
  severity: 'error',
  message: `${path} is in the way: output.dir must be a folder`,
  hint: 'move it away, or choose another folder with output.dir or --out',
});

const overBudgetHints = {
  flash: '`tinyml inspect` shows the layers with most weights',
  ram: '`tinyml inspect` shows the layers that need most',
  latency: 'the estimate is of cycles without flash wait states; `tinyml bench` shows where they go',
  'accuracy-drop':
    '`tinyml evaluate` shows which stage loses it; calibrate quantisation on more samples, or quantise less',
};

/** TML501. `missing`: by how much, where that is no matter of points. */
export const overBudget = (
  what: keyof typeof overBudgetHints,
  needed: string,
  limit: string,
  missing?: string,
): Diagnostic => ({
  code: 'TML501',
  severity: 'error',
  message: `over budget: ${what} ${what === 'accuracy-drop' ? 'is' : 'needs'} ${needed}, the budget is ${limit}${missing === undefined ? '' : `: ${missing} too many`}`,
  hint: overBudgetHints[what],
});

/** TML501, of a memory region */
export const regionTooSmall = (name: string, needed: string, limit: string): Diagnostic => ({
  code: 'TML501',
  severity: 'error',
  message: `over budget: the arena in ${name} needs ${needed}, the region has ${limit}`,
  hint: 'give target.memory a larger region, or one more; buffers go to the fastest that holds them',
});

/** TML502 */
export const budgetNotChecked = (what: 'latency' | 'accuracy-drop', reason: string, hint: string): Diagnostic => ({
  code: 'TML502',
  severity: 'warning',
  message: `budget.${what} is not checked: ${reason}`,
  hint,
});

/** TML502, of a program with kernels whose size nobody gives. `limited`: those of `what` that have a limit */
export const sizeNotKnown = (
  what: readonly ('flash' | 'ram')[],
  limited: readonly ('flash' | 'ram')[],
  kernels: readonly string[],
): Diagnostic => {
  const are = (names: readonly string[]): string => `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'}`;
  const reason = `nobody says how much code and stack ${kernels.join(', ')} ${kernels.length > 1 ? 'take' : 'takes'}`;
  return {
    code: 'TML502',
    severity: 'warning',
    message:
      limited.length === 0
        ? `${are(what.map((name) => (name === 'ram' ? 'RAM' : name)))} not known: ${reason}`
        : `${are(limited.map((name) => `budget.${name}`))} not checked: ${reason}`,
    hint: 'the package of the kernel can declare it: `size` in defineKernel; the size of your compiled firmware tells what it takes',
  };
};

/** TML451 */
export const passFailed = (pass: string, error: Error): Diagnostic => ({
  code: 'TML451',
  severity: 'error',
  message: `pass ${pass} failed: ${error.message}`,
  hint: 'this is a mistake in the pass, not in your manifest; tell its author. --verbose prints where it failed',
});

/** TML452 */
export const undeclaredData = (pass: string, split: string): Diagnostic => ({
  code: 'TML452',
  severity: 'error',
  message: `pass ${pass} asked for data.${split}, which the manifest does not give`,
  hint: `add data.${split} to the manifest, for example: data: { ${split}: { file: samples.npz } }`,
});

/** TML411 */
export const packageNotFound = (name: string, folder: string): Diagnostic => ({
  code: 'TML411',
  severity: 'error',
  message: `package ${name} cannot be found from ${folder}`,
  hint: `install it there: npm install ${name}`,
});

/** TML411, of a pass in a file */
export const passFileNotFound = (path: string, folder: string): Diagnostic => ({
  code: 'TML411',
  severity: 'error',
  message: `there is no file ${path} in ${folder}`,
  hint: 'paths of passes are relative to the manifest',
});

/** TML412 */
export const packageBroken = (name: string, reason: string): Diagnostic => ({
  code: 'TML412',
  severity: 'error',
  message: `${name} is no usable pass package: ${reason}`,
  hint: 'its default export must be a pass, an array of passes, or { passes, operators, kernels, diagnostics }: see docs/write-a-pass.md',
});

/** TML413 */
export const ambiguousPass = (name: string, candidates: readonly string[]): Diagnostic => ({
  code: 'TML413',
  severity: 'error',
  message: `${name} could mean ${candidates.join(' or ')}`,
  hint: `write the whole name, for example '${candidates[0] ?? name}'`,
});

/** TML351: the program needs something that the C emitter does not do yet. */
export const notYet = (what: string, instead: string): Diagnostic => ({
  code: 'TML351',
  severity: 'error',
  message: `not yet: ${what}`,
  hint: instead,
});

export const buildExplanations: Explanations = {
  TML351: `The manifest or the model asks for something that is part of the design but that this version cannot do.
The hint says what works today.`,
  TML411: `A pass named in the manifest comes from a package that cannot be resolved from the manifest's folder. Packages
are looked up as Node does: in node_modules of that folder and of those above it.`,
  TML412: `The package was found, but what it exports is not what a pass package exports. package.json needs the keyword
"tinyml-pass" and a peerDependency on @tinyml/core; the default export is made with definePass.`,
  TML413: `Two packages offer a pass of the same bare name. Write package#pass to choose one.`,
  TML451: `A pass threw something other than a TinymlError. The build stops and nothing is cached or written.`,
  TML452: `A pass needs samples (to calibrate, to train or to measure) and the manifest names none for that split.`,
  TML501: `The model is accepted, but does not fit. tinyml writes nothing in that case, so that a firmware repository keeps its
last version that fitted. Exit status 4. The hint says what was tried on the way, with the bytes or the time that each takes: other
kernels (\`priority\`), other forms of the weights, the next larger boards. int8 without \`data.calibration\` was tried on noise.`,
  TML502: `A part of the budget is accepted, but this build cannot hold the model against it. The others are checked.
Flash and RAM are not known where a kernel of a package does not declare its size: the record then has null for them. What the
constants and the arena take by themselves is still held against the budget.`,
  TML901: `A file that the build needs could not be read.`,
  TML902: `The output folder could not be written (permissions, full disk). tinyml prepares the whole tree first and changes the
folder only when everything is there, so the former output is still complete.`,
  TML903: `Results are cached so that the next build is fast. When the cache folder cannot be written the build still succeeds.`,
  TML904: `--frozen is for CI: it writes nothing and succeeds exactly when a build would change nothing and no generated file was
edited. It computes all results itself, whatever the cache holds, but for those of stages that train: these it takes from the cache
by digest, and fails where they are not there (TML947). Every file that differs is listed (TML946).`,
  TML905: `Files marked as tinyml's in tinyml-build.json are generated anew at each build. One was edited since. It is kept, so that
no work is lost; move your change to a file of your own (src/, platformio.ini), then build with --force.`,
  TML906: `A file or a dangling link stands where the output folder should be.`,
};
