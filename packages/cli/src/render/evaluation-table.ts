import type { PairedComparison, Score, StageScore } from '@tinyml/core/internal';
import { bytesText, countText } from './number.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;

/** What a change of accuracy varies by from one set of samples to the next, in points. */
const errorText = (paired: PairedComparison | null): string =>
  paired?.kind !== 'answers' || paired.lost + paired.gained === 0 ? '' : `±${(paired.standardError * 100).toFixed(2)}`;

/** `24 right answers lost, 21 gained against the float model: at most 0.14 points worse (95 %), McNemar p = 0.77`. */
const pairedText = ({ paired }: StageScore, baseline: StageScore): string => {
  if (paired === null) return '';
  const against = `against ${baseline.stage}`;
  if (paired.kind === 'errors')
    return `${against}: error ${paired.loss < 0 ? '−' : '+'}${Math.abs(paired.loss).toPrecision(3)} ± ${paired.standardError.toPrecision(2)} a sample\n`;
  const { lost, gained, bound, probability } = paired;
  if (lost + gained === 0) return `${against}: the same samples are right\n`;
  const worst =
    bound > 0
      ? `at most ${(bound * 100).toFixed(2)} points worse`
      : `at least ${(-bound * 100).toFixed(2)} points better`;
  return `${against}: ${countText(lost)} right answers lost, ${countText(gained)} gained; ${worst} (95 %), McNemar p = ${probability.toPrecision(2)}\n`;
};

/** The figure that tells how good a model is, and how far it is from `baseline`'s. */
const quality = ({ score, paired }: StageScore, { score: baseline }: StageScore, style: Style): readonly string[] => {
  if (score.kind === 'regression')
    return [
      score.mae.toPrecision(4),
      baseline.kind === 'regression' && baseline.mae > 0 ? `×${(score.mae / baseline.mae).toFixed(3)}` : '',
      '',
    ];
  if (score.kind === 'reconstruction')
    return [
      score.mse.toPrecision(4),
      baseline.kind === 'reconstruction' && baseline.mse > 0 ? `×${(score.mse / baseline.mse).toFixed(3)}` : '',
      '',
    ];
  const change = baseline.kind === 'classification' ? (score.accuracy - baseline.accuracy) * 100 : 0;
  const text = Math.abs(change) < 0.005 ? '=' : `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)}`;
  return [percent(score.accuracy), change <= -1 ? style.yellow(text) : style.dim(text), style.dim(errorText(paired))];
};

const confusionText = (confusion: readonly (readonly number[])[], style: Style): string =>
  table(
    [
      [style.dim('label ↓ predicted →'), ...confusion.map((_, label) => style.dim(String(label)))],
      ...confusion.map((row, label) => [
        style.dim(String(label)),
        ...row.map((count, predicted) => (predicted === label ? style.bold(countText(count)) : countText(count))),
      ]),
    ],
    Array.from({ length: confusion.length + 1 }, (_, i) => i),
  );

const detailsOf = (score: Score, style: Style): string => {
  if (score.kind === 'regression') {
    const explained = score.r2 === null ? '' : `, R² ${score.r2.toFixed(4)}`;
    return `\nroot mean squared error ${score.rmse.toPrecision(4)}${explained}\n`;
  }
  const area = score.auc === null ? '' : `\narea under the ROC curve ${score.auc.toFixed(4)}\n`;
  if (score.kind === 'reconstruction') return `${area}\nmean absolute error ${score.mae.toPrecision(4)}\n`;
  const cell = (ratio: number | null): string => (ratio === null ? style.dim('–') : percent(ratio));
  const rows = score.classes.map(({ label, samples, recall, precision }) => [
    String(label),
    countText(samples),
    cell(recall),
    cell(precision),
  ]);
  return `${area}\n${table([['class', 'samples', 'recall', 'precision'].map((title) => style.dim(title)), ...rows], [0, 1, 2, 3])}\n${confusionText(score.confusion, style)}`;
};

const measures = {
  classification: 'accuracy',
  regression: 'mean absolute error',
  reconstruction: 'mean squared error',
} as const;

/** One row a stage: quality, and what the device would need; `details`: classes and confusion of the last stage too. */
export const evaluationTable = (stages: readonly StageScore[], style: Style, details: boolean): string => {
  const baseline = stages.find(({ isBaseline }) => isBaseline);
  const last = stages.at(-1);
  if (baseline === undefined || last === undefined) return '';
  const titles = ['stage', measures[baseline.score.kind], '', '', 'flash', 'RAM', 'est. cycles'];
  const rows = stages.map((one) => {
    const { stage, footprint } = one;
    return [
      style.bold(stage),
      ...quality(one, baseline, style),
      ...(footprint === null
        ? ['–', '–', '–']
        : [
            ...[footprint.flash, footprint.ram].map((bytes) => (bytes === null ? 'not known' : bytesText(bytes))),
            footprint.cycles === null ? '–' : countText(Math.round(footprint.cycles)),
          ]),
    ];
  });
  return [
    table([titles.map((title) => style.dim(title)), ...rows], [1, 2, 3, 4, 5, 6]),
    style.dim(`${countText(last.score.samples)} samples of data.test\n`),
    style.dim(pairedText(last, baseline)),
    details ? detailsOf(last.score, style) : '',
  ].join('');
};
