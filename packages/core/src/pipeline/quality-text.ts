import type { OutputDifference } from '../evaluation/compare-outputs.ts';
import type { Score } from '../evaluation/score.ts';
import type { DataSplit, Metrics } from '../pass/define-pass.ts';

interface Quality {
  readonly text: string;
  readonly metrics: Metrics;
}

/** The figure by which a model is judged, and how it is written. */
const figureOf = (score: Score): { readonly name: string; readonly value: number; text(value: number): string } => {
  switch (score.kind) {
    case 'classification':
      return { name: 'accuracy', value: score.accuracy, text: (value) => (100 * value).toFixed(2) };
    case 'regression':
      return { name: 'mae', value: score.mae, text: (value) => value.toPrecision(4) };
    case 'reconstruction':
      return { name: 'mse', value: score.mse, text: (value) => value.toPrecision(4) };
  }
};

const titles: Readonly<Record<string, string>> = {
  accuracy: 'accuracy',
  mae: 'mean absolute error',
  mse: 'mean squared error',
};

const count = (value: number): string => value.toLocaleString('en');

/** `accuracy 89.16 → 88.90 % (2,000 of 10,000 test samples)`. `before`: absent where that says nothing. */
export const scoreText = (before: Score | undefined, after: Score, available: number): Quality => {
  const { name, value, text } = figureOf(after);
  const former = before?.kind === after.kind ? figureOf(before).value : undefined;
  const unit = name === 'accuracy' ? ' %' : '';
  const samples = after.samples === available ? count(available) : `${count(after.samples)} of ${count(available)}`;
  return {
    text: `${titles[name] ?? name} ${former === undefined ? '' : `${text(former)} → `}${text(value)}${unit} (${samples} test samples)`,
    metrics: {
      ...(former !== undefined && { [`${name}Before`]: former }),
      [name]: value,
      testSamples: after.samples,
    },
  };
};

const sources: Readonly<Record<DataSplit | 'seeded', string>> = {
  calibration: 'calibration sample',
  test: 'test sample',
  train: 'training sample',
  validation: 'validation sample',
  seeded: 'seeded input',
};

/** `output SQNR 36.1 dB (8 calibration samples)`. */
export const differenceText = (
  { samples, signal, noise }: OutputDifference,
  source: DataSplit | 'seeded',
): Quality & { readonly decibels: number | null; readonly where: string } => {
  const where = `${count(samples)} ${sources[source]}${samples === 1 ? '' : 's'}`;
  const decibels = noise === 0 || signal === 0 ? null : 10 * Math.log10(signal / noise);
  const metrics = { outputSqnrDb: decibels, comparedSamples: samples, comparedOn: source };
  if (noise === 0) return { decibels, where, text: `outputs unchanged (${where})`, metrics };
  const text = decibels === null ? `outputs were all 0 (${where})` : `output SQNR ${decibels.toFixed(1)} dB (${where})`;
  return { decibels, where, text, metrics };
};
