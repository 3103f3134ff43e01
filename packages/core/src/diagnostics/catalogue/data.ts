import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML813: an evaluation without anything to compare the outputs with. */
export const nothingToCompare = (): Diagnostic => ({
  code: 'TML813',
  severity: 'error',
  message: 'the test data has neither labels nor targets, and the model is no auto-encoder',
  hint: 'add `labels:`, or `targets:` for a regressor, to data.test',
});

/** TML814: a label beyond the classes that the model tells apart. */
export const labelOutOfRange = (index: number, label: number, classes: number): Diagnostic => ({
  code: 'TML814',
  severity: 'error',
  message: `label ${String(label)} of sample ${String(index)} is beyond the model's ${String(classes)} classes`,
  hint: 'labels count from 0: check that they belong to this model',
});

/** TML815: an evaluation of a manifest without test data. */
export const noTestData = (): Diagnostic => ({
  code: 'TML815',
  severity: 'error',
  message: 'there is no test data to evaluate on',
  hint: 'add data.test to the manifest: `test: { images: …, labels: … }`',
});

/** TML817: a graph that cannot be run on a sample. `why` names the node. */
export const executionFailed = (why: string): Diagnostic => ({
  code: 'TML817',
  severity: 'error',
  message: `the model cannot be run: ${why}`,
  hint: 'the model, or the package that its operator comes from, is at fault',
});

/** TML822: a file or folder that the manifest names as data, or in `reads`, and that is not there. */
export const noDataFile = (path: string): Diagnostic => ({
  code: 'TML822',
  severity: 'error',
  message: 'there is no such file or folder',
  hint: 'paths under `data` are relative to the manifest',
  file: path,
});

const samples = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'sample' : 'samples'}`;

/** TML823: a choice is made by a part of a split, as there is no `data.validation`. */
export const chosenByPart = (split: string, chosen: number, left: number, seed: number): Diagnostic => ({
  code: 'TML823',
  severity: 'note',
  message: `there is no data.validation: ${samples(chosen)} of data.${split} choose, the other ${left.toLocaleString('en')} ${split === 'test' ? 'report' : 'train'} (drawn with seed ${String(seed)})`,
  hint: 'give `data.validation` to choose by samples of your own',
});

/** TML824: samples that two splits have in common, and which one lost them. */
export const samplesInCommon = (split: string, other: string, count: number): Diagnostic => ({
  code: 'TML824',
  severity: 'warning',
  message: `${samples(count)} of data.${split} ${count === 1 ? 'is' : 'are'} in data.${other}, too, and ${count === 1 ? 'is' : 'are'} left out of what chooses or reports`,
  hint: 'samples that a model is calibrated on, chosen by and measured on should have none in common',
});

/** TML825: without labels the imported model says what is right. */
export const chosenByImported = (
  split: string,
  { kind, by }: { readonly kind: 'classes' | 'outputs'; readonly by: 'samples' | 'last operator' | 'outputs' },
): Diagnostic => ({
  code: 'TML825',
  severity: 'note',
  message: `nothing says what is right for samples of data.${split}: candidates are held against the ${kind === 'classes' ? 'classes that the imported model gives (top-1 agreement)' : 'outputs of the imported model'}${{ samples: '', 'last operator': ', as its last operator says', outputs: kind === 'classes' ? ', assumed because now one element of its output is the greatest and now another' : ', as they look like no scores of classes' }[by]}`,
  hint: 'give `data.validation` or `data.test` with `labels` or `targets` to choose by accuracy',
});

/** TML826: no sample is left to choose by. */
export const nothingToChooseBy = (split: string): Diagnostic => ({
  code: 'TML826',
  severity: 'error',
  message: `no sample of data.${split} is left to choose by: calibration or test data has all of them`,
  hint: 'give `data.validation` with samples that neither data.calibration nor data.test has',
});

export const dataExplanations: Explanations = {
  TML813: `Outputs are held against labels, a class index for each sample, or targets, the numbers that the output should be. A model whose output has the shape of its
input is taken for an auto-encoder and held against its input; labels, where there are some, then tell anomalies
(not 0) from normal samples (0).`,
  TML814: `The model has one output for each class, and the data has a label for which there is none. Often the labels
belong to another data set, or count from 1. Nothing was evaluated.`,
  TML815: `\`tinyml evaluate\` and \`budget.accuracy-drop\` run the model on \`data.test\`: inputs as the model takes them, with
\`scale\`, \`mean\` and \`std\`, and a label for each.`,
  TML817: `The reference interpreter ran the model on the test data, and an operator refused, or a worker thread ran out of
memory or could not load a package.`,
  TML822: `The manifest names this file or folder under \`data\`, and a stage needs it. Data that no stage of the build reads may be missing.`,
  TML823: `What chooses among candidates must not be what they are measured by in the end. Without \`data.validation\` an untrained
network holds out a tenth of \`data.train\`; of a model that comes trained half of \`data.test\` chooses, as it has probably seen
\`data.train\`. The part is drawn by lot from each class, with \`explore.seed\`.`,
  TML824: `Samples are compared by what goes into the model. One that calibration uses does not choose or report, and one that reports does not choose.`,
  TML825: `Without labels or targets a candidate can only be compared with the model that it was made from, on inputs that calibration did not
use: by the class that wins, where the outputs tell several apart, else by how far they are from that model's, as a part of how much that model's own\nvary. A softmax at the end, or labels, tell of classes; a sigmoid, another activation, or targets, of numbers. A linear layer at the end may be either:\nclasses are assumed where no element is the greatest for more than 90 % of the samples.`,
  TML826: `Every sample that could choose is also one that the model is calibrated on or measured by.`,
};
