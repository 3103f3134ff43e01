import { priorities, type Pass } from '@tinyml/core';
import { trainingOptions, trainingPasses } from '@tinyml/training';
import { builtinPasses, ordinaryModes } from '@tinyml/passes';
import { optionRows, sorted } from '../packages/cli/src/commands/passes.ts';
import { generated, table } from './reference-table.ts';

const shippedPasses = sorted([...builtinPasses, ...trainingPasses]);

type Row = ReturnType<typeof optionRows>[number];

const preserved = { bits: 'every output bit', rounding: 'outputs up to float rounding', none: '–' } as const;

const optionTable = (rows: readonly Row[]): string =>
  table(
    ['option', 'value', 'default', 'meaning'],
    rows.map(([name, value, fallback, meaning]) => [`\`${name}\``, value, fallback, meaning]),
  );

const shared = new Set(Object.keys(trainingOptions({ epochs: 0, batch: 1, learningRate: 1 })));

const isTraining = (pass: Pass): boolean => trainingPasses.includes(pass);

/** The rows of the options that all passes that train share. */
const trainingRows = (pass: Pass): readonly Row[] => optionRows(pass).filter(([name]) => shared.has(name));

const train = trainingPasses.find(({ name }) => name === 'train') as Pass;

/** Defaults of shared options that are not those of `train`. */
const otherDefaults = (pass: Pass): string => {
  const usual = new Map(trainingRows(train).map(([name, , fallback]) => [name, fallback]));
  return trainingRows(pass)
    .filter(([name, , fallback]) => usual.get(name) !== fallback)
    .map(([name, , fallback]) => `\`${name}\` ${fallback.replaceAll('"', '')}`)
    .join(', ');
};

const optionSection = (pass: Pass): string => {
  const rows = optionRows(pass);
  const own = isTraining(pass) ? rows.filter(([name]) => !shared.has(name)) : rows;
  const others = isTraining(pass) ? otherDefaults(pass) : '';
  const parts = [
    ...(own.length === 0 ? [] : [optionTable(own)]),
    ...(others === '' ? [] : [`Other defaults of training: ${others}.`]),
  ];
  return parts.length === 0 ? '' : `## Options of ${pass.name}\n\n${parts.join('\n\n')}\n`;
};

/** docs/passes.md: every pass that tinyml brings, and its options. */
/** What each first word of `priority` takes. */
const ordinaryRows = (): string =>
  priorities
    .map(
      (first) =>
        `| ${first} | ${ordinaryModes(first, true).join(' or ')} | ${ordinaryModes(first, false).join(' or ')} |`,
    )
    .join('\n');

export const passesPage = (): string => `${generated}
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
- \`passes: auto\` (the default) trains a network that is untrained, where there is \`data.train\`, then runs those, and then takes a form
  of the weights, as the next section says. A model that is quantised already is not quantised again.
- A list runs as it is written: \`- quantize\`, or \`- quantize: { mode: float16 }\`. What a pass needs must hold by then, else it is an error
  before anything runs.
- \`passes: []\` builds the model as it was imported.

## How \`passes: auto\` chooses

The ordinary forms are tried first: of those that fit the best by the order of \`priority\` is taken.

| first in \`priority\` | with \`data.calibration\` | without |
| --- | --- | --- |
${ordinaryRows()}

A trial runs the form's passes and \`lower\`: it gives flash as it will be linked, RAM and cycles, by the same estimates that the budget is
held against. Balanced compares 1 % of cycles with 0.5 % of flash. After int8 and dynamic-range \`remove-dead-channels\` runs once more:
rounded weights leave more channels that never change.

Only where no ordinary form fits (\`budget\`, or what the board's framework leaves of it: [boards.md](boards.md)), everything else is tried: each form with kernels
for size, balance and latency; float32, float16, dynamic-range, int8 with samples; and int8 and dynamic-range with \`compress-weights\`. Of those that
fit the least lossy is taken (one that loses no more than the ordinary forms counts as they do), and among these the best by the order
of \`priority\`: encoded weights, which are slow, come last where latency comes first. Where none fits, and there is data to compare models by, a quick search
of more sequences follows ([explore.md](explore.md)); where that finds none either, the build ends with TML501.

Where something was to be chosen the build has a stage \`choose\`, whose summary says what was tried and what each took. It is cached like
the others: a later build tries nothing.

## Options of every pass that trains

A pass with other defaults says so below.

${optionTable(trainingRows(train))}

${shippedPasses
  .map(optionSection)
  .filter((section) => section !== '')
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
