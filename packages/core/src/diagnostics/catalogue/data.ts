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
};
