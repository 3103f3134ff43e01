import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

type Code = `TML1${string}`;

const error = (code: Code, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
});

export const manifestNotFound = (path: string): Diagnostic =>
  error('TML101', `no manifest at ${path}`, '`tinyml init` writes a tinyml.yaml for a model');

export const noManifestInFolder = (folder: string, candidate: string | undefined): Diagnostic =>
  error(
    'TML102',
    `no tinyml.yaml in ${folder}`,
    candidate === undefined ? '`tinyml init` writes one for a model' : `did you mean \`${candidate}\`?`,
  );

export const unreadableManifest = (path: string, reason: string): Diagnostic =>
  error('TML103', `cannot read ${path}: ${reason}`, 'a manifest is a YAML text in UTF-8, of at most 256 KiB');

export const yamlSyntax = (message: string, hint: string | undefined): Diagnostic =>
  error('TML104', message, hint ?? 'a manifest is YAML: `key: value` lines, nested by indentation');

export const yamlTooDeep = (most: number): Diagnostic =>
  error('TML134', `values are nested more than ${String(most)} deep`, 'a manifest is at most a few levels deep');

export const yamlTooLarge = (what: string): Diagnostic =>
  error('TML135', `the file has ${what}: too much for a manifest`, 'put data into files of their own, and name those');

export const yamlKeyNoWord = (): Diagnostic =>
  error('TML136', 'a key is a list or a mapping', 'keys of a manifest are words: `key: value`; is a quote missing?');

export const badExplore = (problem: string, hint: string): Diagnostic => error('TML138', problem, hint);

export const moreProblems = (count: number): Diagnostic =>
  error('TML137', `${count.toLocaleString('en')} more problems are not shown`, 'mend these first');

export const duplicateKey = (key: string): Diagnostic =>
  error('TML105', `\`${key}\` is given twice`, 'keep one of the two');

export const tabIndentation = (): Diagnostic =>
  error('TML106', 'a tab is used for indentation', 'YAML is indented with blanks: replace the tab by two of them');

export const tooManyAliases = (): Diagnostic =>
  error(
    'TML107',
    'the aliases (`*name`) of this file expand to too much',
    'write the values out; a manifest needs hardly any alias',
  );

export const unknownAlias = (name: string): Diagnostic =>
  error(
    'TML107',
    `\`*${name}\` refers to an anchor that is not there`,
    'a value that starts with `*` is an alias in YAML: put it in quotes if it is text',
  );

export const severalDocuments = (): Diagnostic =>
  error(
    'TML108',
    'the file holds more than one YAML document',
    'one manifest a file: split it at `---`; `tinyml build a.yaml b.yaml` builds several',
  );

export const emptyManifest = (): Diagnostic =>
  error(
    'TML109',
    'the manifest is empty',
    'it needs at least `version: 1`, `model:` and `target:`; `tinyml init` writes one',
  );

export const notAMapping = (kind: string): Diagnostic =>
  error('TML109', `the manifest is ${kind}, not a mapping`, 'it starts with `version: 1`, then `model:` and `target:`');

export const wrongVersion = (written: string): Diagnostic =>
  error(
    'TML110',
    `version ${written} is not one that this tinyml reads`,
    'write `version: 1`; a higher version needs a newer tinyml',
  );

export const missingKey = (key: string, where: string, example: string | undefined): Diagnostic =>
  error(
    'TML111',
    `\`${key}\` is missing${where === '' ? '' : ` in \`${where}\``}`,
    `add \`${example ?? `${key}: …`}\``,
  );

export const unknownKey = (key: string, where: string, hint: string): Diagnostic =>
  error('TML112', `unknown key \`${key}\` in ${where === '' ? 'the manifest' : `\`${where}\``}`, hint);

export const wrongType = (where: string, expected: string, found: string, hint: string | undefined): Diagnostic =>
  error('TML113', `\`${where}\` is ${found}, not ${expected}`, hint);

export const notAllowed = (where: string, written: string, hint: string): Diagnostic =>
  error('TML114', `\`${written}\` is no value of \`${where}\``, hint);

export const badSize = (where: string, problem: string, hint: string | undefined): Diagnostic =>
  error('TML115', `${where}: ${problem}`, hint);
export const badTime = (where: string, problem: string, hint: string | undefined): Diagnostic =>
  error('TML116', `${where}: ${problem}`, hint);
export const badClock = (where: string, problem: string, hint: string | undefined): Diagnostic =>
  error('TML117', `${where}: ${problem}`, hint);
export const badRatio = (where: string, problem: string, hint: string | undefined): Diagnostic =>
  error('TML118', `${where}: ${problem}`, hint);

export const zeroBudget = (where: string): Diagnostic =>
  error('TML119', `\`${where}\` is zero`, 'nothing fits into zero: leave the key out for no limit of your own');

export const unknownVariable = (name: string): Diagnostic =>
  error('TML120', `the variable ${name} is not set`, `set it, or give a default: \`\${${name}:-…}\``);

export const malformedVariable = (text: string): Diagnostic =>
  error('TML120', `\`${text}\` holds a \`\${\` that is not a variable`, 'write `${VAR}` or `${VAR:-default}`');

export const badName = (name: string, problem: string, suggestion: string): Diagnostic =>
  error('TML121', `\`${name}\` cannot prefix C symbols: ${problem}`, `e.g. \`name: ${suggestion}\``);

export const modelNotFound = (path: string, hint: string): Diagnostic => error('TML122', `no model at ${path}`, hint);

export const unknownBoard = (id: string, hint: string): Diagnostic =>
  error('TML123', `tinyml knows no board \`${id}\``, hint);

export const boardCoreConflict = (board: string, boardCore: string, core: string): Diagnostic =>
  error('TML124', `${board} has a ${boardCore}, not a ${core}`, 'leave `core` out, or name another board');

export const noTarget = (): Diagnostic =>
  error(
    'TML125',
    '`target` names neither a board nor a core',
    'e.g. `target: { board: nucleo_f446re }`; `tinyml boards` lists the boards',
  );

export const repeatedPriority = (metric: string): Diagnostic =>
  error('TML126', `\`${metric}\` stands twice in \`priority\``, 'name each metric once, the most important first');

export const malformedPasses = (problem: string, hint: string): Diagnostic => error('TML127', problem, hint);

export const budgetBeyondBoard = (where: string, budget: string, limit: string): Diagnostic =>
  error(
    'TML128',
    `\`${where}\` is ${budget}, but the target has only ${limit}`,
    'lower the budget, or leave it out: then the target decides',
  );

export const repeatedRegion = (name: string): Diagnostic =>
  error('TML129', `two memory regions are named \`${name}\``, 'each region needs a name of its own');

export const badDataSource = (where: string, problem: string, hint: string): Diagnostic =>
  error('TML130', `\`${where}\` ${problem}`, hint);

export const badOutputFolder = (problem: string): Diagnostic =>
  error('TML131', `\`output.dir\` ${problem}`, 'the build owns that folder: give it one of its own, e.g. `firmware`');

export const outOfRange = (where: string, problem: string, hint: string | undefined): Diagnostic =>
  error('TML132', `\`${where}\` ${problem}`, hint);

export const duplicateEntry = (where: string, key: string): Diagnostic =>
  error('TML133', `\`${where}\` and \`${key}\` say the same thing`, 'keep one of the two');

export const manifestExplanations: Explanations = {
  TML101: `The path that was given, or tinyml.yaml in the current folder, does not exist. A manifest may lie anywhere:
pass its path, or that of its folder. \`tinyml init\` writes a commented one.`,
  TML102: 'A folder was given, and it holds no file tinyml.yaml. Name the manifest itself if it is called otherwise.',
  TML103:
    'The manifest is there but cannot be read as text: no permission, not UTF-8, or far too large for a manifest.',
  TML104: `The file is not valid YAML. The place is where the parser gave up; the mistake is often on the line before:
a missing blank after a colon, an unclosed quote or bracket, or indentation that does not line up. Text that has a meaning
in YAML (a leading @, *, &, !, %, or ": " inside) needs quotes: '@acme/tinyml-pass-x'.`,
  TML105: 'The same key stands twice in one mapping. YAML would let one of them win silently, so it is an error.',
  TML106: "YAML forbids tabs in indentation, because their width is anybody's guess. Use two blanks a level.",
  TML107: `An alias (*name) refers to an anchor (&name). Either the anchor is missing, or nested aliases expand to so many
values that reading them would exhaust the memory, or the alias stands within what it stands for.`,
  TML108: 'A line `---` starts another YAML document. A manifest is one document.',
  TML109: 'The file holds nothing, or a list or a plain value where `key: value` lines are expected.',
  TML110: `\`version\` says which form of manifest this is. There is only version 1 so far; it is a plain number, without
quotes. A later tinyml that needs another form says how to move to it.`,
  TML111: 'A key that has no default is missing.',
  TML112: `The key is not one that tinyml knows at this place. Unknown keys are errors, since a mistyped \`buget\` that is
silently ignored would let a model grow past the budget. \`tinyml schema\` prints every key; editors that read
the \`yaml-language-server\` comment complete them.`,
  TML113: 'The value has another type than this key takes: a list where a word belongs, a number where a path belongs.',
  TML114: 'The key takes one of a few words, and this is none of them.',
  TML115: `Sizes are a number and a unit: B, KB (1,000 B), KiB (1,024 B), MB (1,000,000 B), MiB (1,048,576 B). A whole number
without a unit is bytes. Units are written exactly like this, because kb, Kb and KB mean different things to different people.`,
  TML116: 'Times are a number and a unit: us, ms, s.',
  TML117: 'Clocks are a number and a unit: kHz, MHz, GHz.',
  TML118: 'Ratios are a number (0.005), a percentage (0.5%) or a fraction (1/255).',
  TML119: 'A budget of zero cannot be met by any model. Leave the key out where you have no limit of your own.',
  TML120:
    'Paths may use ${VAR} and ${VAR:-default}. The variable is not set in the environment, and there is no default.',
  TML121: `The name prefixes every C symbol (\`fashion_invoke\`) and names the header (\`fashion.h\`), so it has to be a C
identifier, no keyword, and no name of a standard header. Without \`name\` the model file's name is used, made to fit.`,
  TML122: 'The model file does not exist. Paths are relative to the manifest, not to the current folder.',
  TML123:
    '`target.board` is a PlatformIO board id. `tinyml boards` lists those that tinyml knows; for another, name the parts: core, clock, flash, ram.',
  TML124: 'Board and core are both given and do not agree. The board alone is enough.',
  TML125:
    'The target decides which instructions may be used and how much memory there is: name a board, or at least a core.',
  TML126: '`priority` orders the three metrics size, accuracy and latency; each may stand in it once.',
  TML127: `\`passes\` is \`auto\`, \`lossless\`, or a list. An entry of the list is the name of a pass, or one name with its options:
  passes:
    - fold-everything
    - '@acme/tinyml-pass-sparsify': { ratio: 0.8 }
    - ./my-pass.js:
        ratio: 0.8          # two levels deeper than the dash`,
  TML128:
    "The budget allows more than the target has. The board's own sizes are the default; `target.flash` and `target.ram` override them.",
  TML129: 'Memory regions are told apart by their names; arenas are named after them.',
  TML130: `A data source names where samples come from: \`file\`, \`images\` (the same, with \`labels\`), or \`inputs\` with one source
for each input of the model. Exactly one of the three.`,
  TML131: `The build owns its output folder: it writes files there and removes those that it no longer generates. So that it never
meets yours, the folder cannot be the manifest's own, one above it, or one that holds the model.`,
  TML132: 'The number is outside of what makes sense for this key.',
  TML133: 'Two keys set the same thing.',
  TML134: 'Values within values, deeper than any key of a manifest is.',
  TML135: 'The file holds far more than a manifest can mean; reading it would take very long.',
  TML136:
    'In YAML any value can be a key, written after `?` or in brackets before a colon. All keys of a manifest are words.',
  TML137: 'Of very many problems only the first are shown.',
  TML138: `\`explore\` says what a search may do: \`passes.include\` and \`passes.exclude\` name passes that it tries as well, or never;
\`options\` gives for options of passes the values that it tries. They must not contradict each other.`,
};
