import type { Cause, Diagnosis, LayerDiagnosis, Remedy } from '@tinyml/passes';
import { countText } from './number.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const decibels = (sqnr: number | null): string => (sqnr === null ? '–' : sqnr.toFixed(1));

const percent = (share: number): string =>
  share > 0 && share < 0.001 ? 'under 0.1 %' : `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;

/** In words, with the figure that shows it. */
const causeText = ({ cause, grid, weights }: LayerDiagnosis): string => {
  const texts: Readonly<Record<Cause, () => string>> = {
    clipped: () => `${percent(grid?.clipped ?? 0)} of its values are outside the range`,
    'outlier-channel': () => `one channel is ${(grid?.channelRatio ?? 0).toFixed(0)} × as large as the middle one`,
    bias: () => 'its bias asks for coarser weights',
    'weight-rows': () => `rows of weights up to ${(weights?.rowRatio ?? 0).toFixed(1)} × the middle one share a scale`,
    weights: () => `rounding its weights (${decibels(weights?.sqnr ?? null)} dB)`,
    steps: () => `rounding its results to ${countText(grid?.steps ?? 0)} steps (${decibels(grid?.sqnr ?? null)} dB)`,
  };
  return cause === null ? '' : texts[cause]();
};

export const remedyText = (remedy: Remedy): string =>
  `quantize: { ${Object.entries(remedy)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')} }`;

const remedyLines = ({ layers, outputSqnr }: Diagnosis, style: Style): string => {
  const rows = layers
    .filter(({ tried }) => tried.length > 0)
    .toSorted((a, b) => b.share - a.share)
    .flatMap(({ node, sqnr, tried }) =>
      tried.map((trial, i) => [
        i === 0 ? style.bold(node) : '',
        remedyText(trial.options),
        `${decibels(sqnr)} → ${decibels(trial.sqnr)}`,
        `${decibels(outputSqnr)} → ${decibels(trial.outputSqnr)}`,
      ]),
    );
  if (rows.length === 0) return '';
  const titles = ['tried for', 'in place of the present options', 'layer, dB', 'outputs, dB'].map((text) =>
    style.dim(text),
  );
  return `\n${table([titles, ...rows], [2, 3])}`;
};

/** Of a quantised model: each layer, what it loses and why, and what was tried for the worst. `all`: layers that lose nothing, too. */
export const diagnosisText = (diagnosis: Diagnosis, held: string, style: Style, all: boolean): string => {
  const { aloneSamples, importedSqnr, layers, outputSqnr, samples } = diagnosis;
  const titles = ['layer', 'operator', 'type', 'SQNR dB', 'alone dB', 'of the loss', 'why'];
  const shown = layers.filter(({ alone, sqnr }) => all || alone !== null || sqnr !== null);
  const rows = shown.map((layer) => [
    style.bold(layer.node),
    layer.op,
    layer.dtype,
    decibels(layer.sqnr),
    decibels(layer.alone),
    layer.alone === null ? '' : layer.share >= 0.2 ? style.yellow(percent(layer.share)) : percent(layer.share),
    causeText(layer),
  ]);
  const imported = importedSqnr === null ? '' : `, ${decibels(importedSqnr)} dB against the model as imported`;
  return [
    table([titles.map((title) => style.dim(title)), ...rows], [3, 4, 5]),
    `outputs: ${style.bold(`${decibels(outputSqnr)} dB`)} against float${imported}\n`,
    style.dim(
      `${countText(samples)} samples that calibration has not seen (${countText(aloneSamples)} for each layer alone); ${held}\n`,
    ),
    remedyLines(diagnosis, style),
  ].join('');
};
