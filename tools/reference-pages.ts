// The reference pages: manifest, command line, passes, operators, boards, messages.
import { boards, builtinKernels } from '@tinyml/codegen';
import { builtinOperators, explanations, layerForms, manifestSchema, type LayerForm } from '@tinyml/core';
import { commands } from '../packages/cli/src/commands/table.ts';
import { optionRows } from '../packages/cli/src/commands/passes.ts';
import { shippedPasses } from '../packages/cli/src/shipped-passes.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const generated = '<!-- Written by `pnpm reference` from the code; edit there. -->\n';

interface SchemaNode {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
}

const example = ({ examples = [] }: SchemaNode): string =>
  examples.map((value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``).join(', ');

const keyRows = (properties: Readonly<Record<string, SchemaNode>>): string[][] =>
  Object.entries(properties).map(([key, node]) => [
    `\`${key}\``,
    [node.title ?? '', node.enum === undefined ? '' : `: ${node.enum.map(String).join(', ')}`].join(''),
    node.description ?? '',
    example(node),
  ]);

/** The mapping that a node may be: itself, or one of its alternatives. */
const mappingOf = (node: SchemaNode): SchemaNode | undefined =>
  node.properties === undefined ? node.anyOf?.find(({ properties }) => properties !== undefined) : node;

const manifestSections = (name: string, node: SchemaNode): string[] => {
  const { properties = {} } = mappingOf(node) ?? {};
  const isSplit = /^data\.(train|test)$/.test(name) || name === 'model.layers[]';
  if (Object.keys(properties).length === 0 || isSplit) return [];
  const inner = Object.entries(properties).flatMap(([key, child]) => [
    ...manifestSections(name === '' ? key : `${name}.${key}`, child),
    ...manifestSections(name === '' ? `${key}[]` : `${name}.${key}[]`, child.items ?? {}),
  ]);
  const title = name === '' ? 'Top level' : `\`${name}\``;
  return [`## ${title}\n\n${table(['key', 'value', 'meaning', 'example'], keyRows(properties))}\n`, ...inner];
};

const layerOptions = (form: LayerForm): string =>
  Object.entries(form.options)
    .map(([key, node]) => {
      const { enum: words } = node as SchemaNode;
      const marks = [form.required?.includes(key) ? 'needed' : '', form.short === key ? 'may stand alone' : ''];
      const mark = marks.filter((text) => text !== '').join(', ');
      const choice = words === undefined || key !== 'padding' ? '' : `: ${words.map(String).join(', ')}`;
      return `\`${key}\`${choice}${mark === '' ? '' : ` (${mark})`}`;
    })
    .join('; ');

const wordsOf = (layer: string, option: string): string => (layerForms[layer]?.options[option]?.enum ?? []).join(', ');

/** Options that several layers have mean the same in each. */
const layerSection = (): string => `## \`model.layers\`: layers of an untrained network

Options are Keras's, in kebab-case, with Keras's defaults; \`kernel\` is short for \`kernel-size\`. Each layer may have a \`name\`.

- \`activation\`: ${wordsOf('activation', 'activation')}
- \`kernel-initializer\`: ${wordsOf('dense', 'kernel-initializer')}

${table(
  ['layer', 'what it does', 'options'],
  [
    ...Object.entries(layerForms).map(([name, form]) => [`\`${name}\``, form.summary, layerOptions(form)]),
    [
      '`residual`',
      'the input, plus what its layers make of it',
      '`layers` (needed, may stand alone); `shortcut`: layers of the other branch',
    ],
  ],
)}
`;

const manifestPage = (): string => `${generated}
# The manifest: tinyml.yaml

\`tinyml schema\` prints this as a JSON schema for editors; \`tinyml init\` writes a commented file to begin with.

\`\`\`yaml
version: 1
name: fashion                    # prefix of C symbols
model: models/fashion.h5
target: { board: nucleo_f446re } # or core, clock, flash, ram
budget: { flash: 64KiB, ram: 20KiB, latency: 10ms }
priority: [latency, size]        # one word is enough
data:
  calibration: { file: data/calibration.npz, array: image, scale: 1/255 }
passes: auto                     # or lossless, or an ordered list
output: { dir: firmware, project: platformio }
\`\`\`

- Sizes take B, KB, KiB, MB, MiB (1 KB = 1,000 B); times us, ms, s; clocks kHz, MHz, GHz; ratios \`0.5%\`, \`0.005\` or \`1/255\`.
- Paths are relative to the manifest. \`\${VAR}\` and \`\${VAR:-default}\` are expanded in paths.
- Unknown keys are errors; all problems are reported at once, with their place.
- \`data.train\` and \`data.test\` take the same keys as \`data.calibration\`.
- \`budget.flash\` and \`budget.ram\` default to the target's. A model over budget is exit status 4, and nothing is written.
- Under priority latency or accuracy, what \`budget.flash\` leaves is spent on kernels with larger constants that are faster.
- With \`target.memory\` there is an arena in each region: what is read and written most, for its size, lies in the fastest region that
  holds it. Arenas that the regions do not hold are exit status 4. docs/generated-code.md says how the linker script places them.
- \`model\` may be an untrained network, by its layers (below) or as a \`.ts\` or \`.js\` module: docs/training.md.
- Samples come from arrays, folders of images or sounds, or a loader: docs/data.md.
- Accepted, but not built yet (a clear error says so): ONNX, SavedModel.

${manifestSections('', manifestSchema as SchemaNode).join('\n')}
${layerSection()}`;

const commandLinePage = (): string => `${generated}
# The command line

${table(
  ['command', 'what it does'],
  commands.map(({ name, parameters, summary }) => [`\`tinyml ${`${name} ${parameters}`.trim()}\``, summary]),
)}

A manifest is a file or a folder with a \`tinyml.yaml\`; default: the current folder. It may lie anywhere, also outside the workspace.

## Flags of every command

| flag | meaning |
| --- | --- |
| \`--json\` | one JSON document on stdout, and nothing else there; its \`schema\` names its form and version |
| \`-q, --quiet\` | only warnings and errors |
| \`-v, --verbose\` | more about what is done, and the stack of a bug; \`plan\`, \`build\`: also which kernel each layer got, and why |
| \`--no-color\` | no colours; also NO_COLOR |
| \`--cache-dir <dir>\` | the cache's folder; default: TINYML_CACHE_DIR, or \`tinyml\` in the system's folder for caches |
| \`--no-cache\` | neither read nor write the cache |
| \`--jobs <n>\` | threads or processes that run samples at once (\`evaluate\`, \`budget.accuracy-drop\`); default: one for each core |
| \`--print-after <stage>\` | \`build\`: print the graph after a stage, or after \`all\` |

${commands
  .filter(({ options = [] }) => options.length > 0)
  .map(
    ({ name, options = [] }) =>
      `## ${name}\n\n${table(
        ['flag', 'meaning'],
        options.map(({ flags, description }) => [`\`${flags}\``, description]),
      )}\n`,
  )
  .join('\n')}
## Output

Data goes to stdout, progress and diagnostics to stderr. Where stderr is no terminal, the output is plain text. Under GITHUB_ACTIONS,
diagnostics are printed as annotations too. A failure with \`--json\` prints
\`{ "schema": "tinyml-error/1", "diagnostics": [{ code, severity, message, hint, file, line, column }] }\`. \`build --watch --json\` prints one
document a line.

## Exit status

| status | meaning |
| --- | --- |
| 0 | ok |
| 1 | failed |
| 2 | wrong use of the command line |
| 3 | manifest, model or data not accepted |
| 4 | over budget |
| 5 | a tool is missing |
| 6 | verification found a difference |
| 70 | a bug in tinyml |
| 130 | interrupted |
`;

const preserved = { bits: 'every output bit', rounding: 'outputs up to float rounding', none: '–' } as const;

const passesPage = (): string => `${generated}
# The built-in passes

\`tinyml passes\` lists them, \`tinyml passes <name>\` shows one, \`tinyml plan\` says which ones a build uses and why.

${table(
  ['pass', 'kind', 'what it does', 'keeps', 'needs', 'establishes'],
  shippedPasses.map(({ name, kind, summary, preserves, requires, establishes }) => [
    `\`${name}\``,
    kind,
    summary,
    preserved[preserves],
    requires.join(', '),
    establishes.join(', '),
  ]),
)}

## How \`passes\` is resolved

- \`passes: lossless\` runs every pass that keeps the outputs: all bits in a quantised model, up to float rounding in a float model.
- \`passes: auto\` (the default) trains a network that is untrained, where there is \`data.train\`, then runs those, and then quantises by the first word of \`priority\`: size → dynamic-range, accuracy →
  int8, latency → int8. int8 needs \`data.calibration\`; without it the model becomes dynamic-range, and a note says so. After that
  \`remove-dead-channels\` runs once more: rounded weights leave more channels that never change. A model that is quantised already is not
  quantised again.
- A list runs as it is written: \`- quantize\`, or \`- quantize: { mode: float16 }\`. What a pass needs must hold by then, else it is an error
  before anything runs.
- \`passes: []\` builds the model as it was imported.

${shippedPasses
  .filter(({ options }) => Object.keys(options.properties).length > 0)
  .map(
    (pass) =>
      `## Options of ${pass.name}\n\n${table(
        ['option', 'value', 'default', 'meaning'],
        optionRows(pass).map(([name, value, fallback, meaning]) => [`\`${name}\``, value, fallback, meaning]),
      )}\n`,
  )
  .join('\n')}
## What compress-weights stores

It comes last, after \`quantize\`, and makes most of what \`prune\` and \`cluster-weights\` before it left. For each int8 filter it takes the form of
fewest bytes, and leaves the filter plain where none has fewer:

- \`coded\`: the zeros in front of each value by Rice's code, the value by a prefix code. A dense layer decodes into its sums and needs no RAM;
  a convolution decodes the filters of some output channels at a time, at most 2 KiB, or four channels. Slow: six to ten times the
  instructions of a plain dense layer, and convolutions run on plain C.
- \`sparse\`: the distance from one value to the next, and the value. Dense layers only, which run about as fast as plain ones, and faster on cores
  without DSP instructions.
- \`packed4\`: two a byte, with \`fourBits\`.

\`fourBits\` and \`values\` change weights, the forms do not. The files compression.txt and compression.json of the stage have the bytes of every layer in every
form: float32, int8, sparse, indexed (a table of values and numbers of equal length), coded and packed. The .tflite file keeps plain int8, and so does
\`runtime: tflite-micro\`.

## What remove-dead-channels proves

For each channel (an index along the last axis) it computes the least and the greatest value that any input can give: by running the
operators' reference execution on the ends of their operands' ranges, and by interval arithmetic on the sums of convolutions and
fully_connected. A channel goes where

- it is constant (its weights are 0, or its sums always saturate, or the activation always clamps them), and every reader can do without:
  what it adds to an int8 sum moves into the bias, in whole numbers, if the layer's padding does not take its place at the border. A channel
  at the zero point adds nothing, and may go in front of padding too. In float only channels of 0 go, because another constant would be
  added in another order;
- or nothing reads it: the weights for it are 0.

Channels that belong together go together or stay: the operands of an add, the input and output of a depthwise convolution or a pooling.
The model's inputs and outputs keep theirs, and every tensor keeps one. The summary says what became of channels, MACs and weights.

Third parties' passes are npm packages: see [write-a-pass.md](write-a-pass.md).
`;

const operatorsPage = (): string => {
  const kernels = (op: string): string =>
    builtinKernels
      .filter((kernel) => kernel.op === op)
      .map(({ name }) => `\`${name}\``)
      .join(' ');
  return `${generated}
# Operators and kernels

Names and semantics are TensorFlow Lite's. Every operator has a reference execution; the kernels in C give the same bits for integers.

${table(
  ['operator', 'what it does', 'kernels'],
  builtinOperators.map(({ name, summary }) => [`\`${name}\``, summary, kernels(name)]),
)}
`;
};

const number = (value: number): string => value.toLocaleString('en');

const boardsPage = (): string => `${generated}
# Boards

${table(
  ['id', 'name', 'core', 'clock', 'flash', 'RAM', 'PlatformIO'],
  boards.map(({ id, name, core, clockHz, flash, ram, platform, framework }) => [
    `\`${id}\``,
    name,
    core,
    `${number(clockHz / 1e6)} MHz`,
    `${number(flash / 1024)} KiB`,
    `${number(ram / 1024)} KiB`,
    framework === null ? platform : `${platform}, ${framework}`,
  ]),
)}

Another board: give \`target.core\`, \`clock\`, \`flash\` and \`ram\` instead.
`;

const messagesPage = (): string => `${generated}
# Messages

\`tinyml explain <code>\` prints the same.

${Object.entries(explanations)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, text]) => `## ${code}\n\n${text}\n`)
  .join('\n')}`;

/** Every generated page, by its name in docs/. */
export const pages = (): Readonly<Record<string, string>> => ({
  'boards.md': boardsPage(),
  'command-line.md': commandLinePage(),
  'manifest.md': manifestPage(),
  'messages.md': messagesPage(),
  'operators.md': operatorsPage(),
  'passes.md': passesPage(),
});
