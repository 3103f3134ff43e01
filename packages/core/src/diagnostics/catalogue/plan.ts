import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

const error = (code: `TML4${string}`, message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  hint,
});

export const unknownPass = (name: string, suggestion: string | undefined): Diagnostic =>
  error(
    'TML401',
    `there is no pass \`${name}\``,
    suggestion ?? "`tinyml passes` lists them; one from a package is named by the package: `- '@acme/tinyml-pass-x'`",
  );

export const unknownOption = (pass: string, option: string, hint: string): Diagnostic =>
  error('TML402', `\`${option}\` is no option of ${pass}`, hint);

export const badOption = (pass: string, problem: string, hint: string): Diagnostic =>
  error('TML403', `${pass}: ${problem}`, hint);

export const missingFact = (pass: string, fact: string, hint: string): Diagnostic =>
  error('TML404', `${pass} needs \`${fact}\`, and nothing before it establishes that`, hint);

export const lostFact = (pass: string, fact: string, by: string): Diagnostic =>
  error('TML404', `${pass} needs \`${fact}\`, which ${by} before it takes away`, `put ${pass} before ${by}`);

export const missingData = (pass: string, split: string): Diagnostic =>
  error(
    'TML405',
    `${pass} needs samples: the manifest has no \`data.${split}\``,
    `e.g. \`data: { ${split}: { file: ${split}.npz } }\``,
  );

export const alreadyQuantized = (): Diagnostic => ({
  code: 'TML407',
  severity: 'note',
  message: 'the model is quantised already: it is not quantised again',
  hint: 'start from the float model to have tinyml choose the quantisation',
});

export const planExplanations: Explanations = {
  TML401: `No built-in pass and no installed package has this name. Passes of packages are named \`package\`, \`package#pass\`, or
by their bare name where that is unique; \`./my-pass.js\` names a file. Packages are looked for from the manifest's folder upwards.`,
  TML402: 'The pass has no option of this name. `tinyml passes <name>` lists its options with their defaults.',
  TML403: 'The value of an option is not one that the pass takes. `tinyml passes <name>` lists what it does take.',
  TML404: `Passes rely on facts about the graph (for example \`float\`: no tensor is quantised) that the model has from the start,
or that an earlier pass establishes; some passes take facts away. An explicit list keeps its order, so put the pass where
what it needs holds. \`tinyml passes <name>\` lists what a pass needs, establishes and takes away.`,
  TML405: 'The pass reads samples (to calibrate, to train, to measure), and the manifest names none for that purpose.',
  TML407:
    'Quantising twice would only lose accuracy, so `passes: auto` leaves an already quantised model as it is, but for changes that keep every bit.',
};
