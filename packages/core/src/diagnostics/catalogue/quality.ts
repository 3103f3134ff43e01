import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const samplesText = (count: number): string => `${count.toLocaleString('en')} test sample${count === 1 ? '' : 's'}`;

/** TML684: a model that is much worse than it was, and no budget that says so. */
export const accuracyFell = (stage: string, from: number, to: number, samples: number): Diagnostic => ({
  code: 'TML684',
  severity: 'warning',
  message: `accuracy fell from ${percent(from)} to ${percent(to)} of ${samplesText(samples)}, most of it in ${stage}`,
  hint: `look at the options of ${stage}, and at the data that it is given; \`budget: { accuracy-drop: 1% }\` makes this an error, a greater one says that it is meant`,
});

/** TML684: the same, of a model that is judged by its error. */
export const errorGrew = (stage: string, from: number, to: number, samples: number): Diagnostic => ({
  code: 'TML684',
  severity: 'warning',
  message: `the error grew from ${from.toPrecision(4)} to ${to.toPrecision(4)} on ${samplesText(samples)}, most of it in ${stage}`,
  hint: `look at the options of ${stage}, and at the data that it is given`,
});

/** TML685: outputs that have little to do with those of before. `samples`: on which this was found. */
export const outputsLost = (stage: string, decibels: number, samples: string): Diagnostic => ({
  code: 'TML685',
  severity: 'warning',
  message: `${stage}: outputs have little to do with those of before: SQNR ${decibels.toFixed(1)} dB (${samples})`,
  hint: `look at the options of ${stage}, and at the data that it is given; with \`data.test\` the build tells accuracy instead`,
});

/** TML686: data that should have told how good the model is, and did not. */
export const nothingMeasured = (what: 'accuracy' | 'outputs', problem: Diagnostic): Diagnostic => ({
  ...problem,
  code: 'TML686',
  severity: 'warning',
  message: `${what} could not be measured: ${problem.message} (${problem.code})`,
  hint: `the build goes on without; \`tinyml explain ${problem.code}\` says more`,
});

export const qualityExplanations: Explanations = {
  TML684: `After each stage that may change outputs the build scores the model on up to 10,000 samples of data.test (as many as take 4 billion multiply-accumulates). The result is more
than five points of accuracy below the best of these models (or has more than twice its error), and no budget.accuracy-drop
says how much may be lost.`,
  TML685: `Without labelled test data the build compares the outputs after each stage that may change them with those before it,
on up to 8 samples of the test, calibration or training data, else on seeded inputs. Below 5 dB a third of what comes out is error.
Nothing that trains follows, which could make up for it.`,
  TML686: `The test data (or the samples on which outputs are compared) cannot be read or does not fit the model. What the build
makes does not depend on it, so it goes on; tinyml evaluate stops at the same problem.`,
};
