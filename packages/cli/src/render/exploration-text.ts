import {
  candidateText,
  selectionText,
  type Ending,
  type Exploration,
  type Gain,
  type ShownPoint,
} from '@tinyml/core/internal';
import type { Terminal } from '../terminal.ts';
import { countText } from './number.ts';
import { verdictText } from './outcome-figures.ts';
import { table } from './table.ts';

/** Why a search ended, in words. */
export const endings: Readonly<Record<Ending, string>> = {
  converged: 'nothing that is left promises to be better',
  exhausted: 'every sequence was tried',
  evaluations: 'as many as it was told to try',
  time: 'its time was up; a second call goes on',
  interrupted: 'it was interrupted; a second call goes on',
};

const figure = (value: number | null): string => (value === null ? '–' : countText(Math.round(value)));

/** `+120`, `−3,400`, or nothing. */
const change = (before: number | null, after: number | null): string => {
  if (before === null || after === null || before === after) return '';
  const difference = Math.round(after - before);
  return ` (${difference > 0 ? '+' : '−'}${countText(Math.abs(difference))})`;
};

const gainRow = (gain: Gain, before: Gain | undefined): readonly string[] => [
  `  ${gain.pass}`,
  ...(['flash', 'ram', 'cycles'] as const).map(
    (name) => `${figure(gain[name])}${change(before?.[name] ?? null, gain[name])}`,
  ),
  gain.loss === null ? '' : `${gain.loss > 0 ? '−' : '+'}${Math.abs(gain.loss * 100).toFixed(2)}`,
];

const detailsOf = (point: ShownPoint, number: number, { style }: Terminal): string => {
  const rows = point.gains.map((gain, i) => gainRow(gain, point.gains[i - 1]));
  return `${style.bold(`${String(number)}  ${candidateText(point.candidate)}`)}\n${table(rows, [1, 2, 3, 4])}`;
};

/** How far the short trainings can be trusted, and the whole ones. */
const trainingText = ({ points: [chosen], rung }: Exploration): string => {
  if (rung === null || rung.short === 0) return '';
  const told =
    rung.correlation === null
      ? 'too few to tell how well it ranks them'
      : `rank correlation with the whole training ${rung.correlation.toFixed(2)}${rung.dropped ? ': too low, so that it was left out from then on' : ''}`;
  const seeds = chosen?.candidate.steps.some(({ pass }) => pass.shorten !== undefined)
    ? 'Trained with one seed: another one gives a somewhat other accuracy.\n'
    : '';
  return `${countText(rung.short)} trained for a quarter of their epochs, ${countText(rung.whole)} of them for all: ${told}\n${seeds}`;
};

/** The points worth choosing from, what each pass gained, and what to write into the manifest. */
export const explorationText = (exploration: Exploration, terminal: Terminal): string => {
  const { style } = terminal;
  const { points, outcomes, ended, baseline, reported, selection, surely } = exploration;
  const measured = outcomes.filter(({ verdict }) => verdict !== null).length;
  const summary = style.dim(
    `${countText(outcomes.length)} sequences tried, ${countText(measured)} of them measured on ${countText(baseline.quality.samples)} samples: ${endings[ended]}\n`,
  );
  const [chosen] = points;
  if (chosen === undefined) return summary;
  const titles = ['', 'sequence', 'kernels', 'flash', 'RAM', 'est. cycles', baseline.quality.measure, 'better than'];
  const rows = points.map((point, i) => [
    i === 0 ? style.green('→ 1') : `  ${String(i + 1)}`,
    candidateText(point.candidate),
    point.lowered.kernels,
    figure(point.lowered.flash),
    figure(point.lowered.ram),
    figure(point.lowered.cycles),
    verdictText(point.verdict),
    countText(point.dominates),
  ]);
  const reporting = reported === null ? '' : `On the samples that were kept back: ${verdictText(reported)}\n`;
  const doubt = surely
    ? ''
    : 'Its loss is within the limit as measured; with these few samples not with 95 % confidence.\n';
  return [
    table([titles.map((title) => style.dim(title)), ...rows], [3, 4, 5, 6, 7]),
    summary,
    style.dim(`${selectionText(selection)}; the model as it is: ${verdictText(baseline)}\n`),
    style.dim(trainingText(exploration)),
    reporting,
    doubt,
    '\n',
    points.map((point, i) => detailsOf(point, i + 1, terminal)).join('\n'),
    `\n${style.bold('To take the first one, write into the manifest:')}\n\n${chosen.manifest}`,
  ].join('');
};
