// The reference pages: manifest, Keras models, command line, passes, operators, boards, messages.
import { boards, coreKernels, emulationOf, measuredCore, sizeTableOf } from '@tinyml/codegen';
import { cores, type Core, type LayerForm } from '@tinyml/core';
import { manifestSchema } from '@tinyml/core/internal';
import { layerFormsOf } from '@tinyml/formats';
import { builtinKernels, builtinOperatorTable } from '@tinyml/operators';
import { trainingExplanations } from '@tinyml/training';
import { commands } from '../packages/cli/src/commands/table.ts';
import { ownExplanations } from '../packages/cli/src/explanations.ts';
import { kerasPage } from './reference-keras.ts';
import { operatorsPage } from './reference-operators.ts';
import { passesPage } from './reference-passes.ts';
import { generated, table } from './reference-table.ts';

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

const layerForms = layerFormsOf(builtinOperatorTable);

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

- Sizes take B, KB, KiB, MB, MiB (1 KB = 1,000 B); times us, ms, s (\`explore.time\`: ms, s, min, h); clocks kHz, MHz, GHz; ratios \`0.5%\`, \`0.005\` or \`1/255\`.
- Paths are relative to the manifest. \`\${VAR}\` and \`\${VAR:-default}\` are expanded in paths.
- Unknown keys are errors; all problems are reported at once, with their place.
- \`data.train\`, \`data.validation\` and \`data.test\` take the same keys as \`data.calibration\`.
- \`budget.flash\` and \`budget.ram\` default to what the board's framework leaves of it (docs/boards.md). A model over budget is exit status 4, and nothing is written.
- Under priority latency or accuracy, what \`budget.flash\` leaves is spent on kernels with larger constants that are faster.
- \`priority: balanced\` takes a kernel only where one per cent fewer cycles cost at most half a per cent of flash.
- With \`target.memory\` there is an arena in each region: what is read and written most, for its size, lies in the fastest region that
  holds it. Arenas that the regions do not hold are exit status 4. docs/generated-code.md says how the linker script places them.
- \`model\` may be an untrained network, by its layers (below) or as a \`.ts\` or \`.js\` module: docs/training.md.
- Samples come from arrays, folders of images or sounds, or a loader: docs/data.md.

${manifestSections('', manifestSchema(layerForms) as SchemaNode).join('\n')}
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
| \`--no-cache\` | neither read nor write the cache, nor the one that a team shares |
| \`--no-remote-cache\` | leave the cache alone that a team shares; also TINYML_REMOTE_CACHE=off |
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

const number = (value: number): string => value.toLocaleString('en');

const coreRow = (core: Core): string[] => {
  const { unused, used } = coreKernels(core, builtinKernels);
  const emulation = emulationOf({ core, board: null });
  return [
    core,
    used.length === 0 ? 'portable C' : `portable C, ${used.join(', ')}`,
    unused.join(', '),
    emulation === undefined ? '–' : `${emulation.tools.emulator}, ${emulation.machine}`,
    measuredCore(core) === core ? '**itself**' : measuredCore(core),
  ];
};

const boardsPage = (): string => `${generated}
# Boards

${table(
  ['id', 'name', 'core', 'clock', 'flash', 'RAM', 'of them the framework', 'PlatformIO'],
  boards.map(({ id, name, core, clockHz, flash, ram, reserve, platform, framework }) => [
    `\`${id}\``,
    name,
    core,
    `${number(clockHz / 1e6)} MHz`,
    `${number(flash / 1024)} KiB`,
    `${number(ram / 1024)} KiB`,
    reserve === undefined ? '–' : `${number(reserve.flash / 1024)} + ${number(reserve.ram / 1024)} KiB`,
    framework === null ? platform : `${platform}, ${framework}`,
  ]),
)}

What the framework takes is an upper figure for a small program with a serial port: flash and RAM that \`budget\` leaves out where the
manifest gives none. \`budget: { flash: …, ram: … }\` is the model's share alone, and nothing is taken from that.

Another board: give \`target.core\`, \`clock\`, \`flash\` and \`ram\` instead.

## Cores

What a core's kernels are made for, and where \`tinyml verify\` and \`tinyml bench\` run its code. Results are the same, byte for byte,
on every core; where it says portable C, a core has no kernels of its own yet.

${table(['core', 'kernels', 'not used yet', 'emulated by', 'sizes of'], cores.filter((core) => core !== 'host').map(coreRow))}

Cycles of the Cortex-M cores are estimated by class of instruction after the Cortex-M4's manual, times a factor for the others; those
of an AVR are its data sheet's; those of RISC-V cores are modelled for a core that issues one instruction a cycle, in order. Estimates of the build are fitted to what
was measured on a Cortex-M4F, M55, M3, M0+ and RV32IMC ([how far they are off](benchmarks.md#estimated-instructions)); the M0 has the M0+'s, the M85 the M55's, RV32IMAC
and RV64GC the RV32IMC's, and the other cores the M4F's times a factor. Cycles of all but the M4F are modelled until a board says otherwise. A Cortex-M0
and M0+ run on QEMU's Cortex-M3, a Cortex-M33 on its Cortex-M7: the code is compiled for the core itself. On an AVR, constants are read from
flash, at most 64 KiB of them; tensors that are constant, and the weights of kernels that do not read flash, are copied to RAM:
[decision 0005](decisions/0005-avr-constants-in-flash.md).

Code and stack are estimated from tables of what a compiler made of the kernels for a core (${[
  ...new Set(cores.map((core) => sizeTableOf(core).compiler)),
].join(', ')}). Some cores have none of
their own yet: for them another core's sizes stand, and the estimate may be far off. \`tinyml plan\` says so, and
\`memory.code.core\` of the build record names the core.
`;

const messagesPage = (): string => `${generated}
# Messages

\`tinyml explain <code>\` prints the same.

${Object.entries({ ...ownExplanations, ...trainingExplanations })
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, text]) => `## ${code}\n\n${text}\n`)
  .join('\n')}`;

/** Every generated page, by its name in docs/. */
export const pages = (): Readonly<Record<string, string>> => ({
  'boards.md': boardsPage(),
  'command-line.md': commandLinePage(),
  'keras.md': kerasPage(),
  'manifest.md': manifestPage(),
  'messages.md': messagesPage(),
  'operators.md': operatorsPage(),
  'passes.md': passesPage(),
});
