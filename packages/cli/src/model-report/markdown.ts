import { countText } from '../render/number.ts';
import { changeText, gaugeNames, gaugeText, howToMeasure, percentText } from './html/figures.ts';
import { type Report } from './report.ts';

/** Text as Markdown: names come from model files that anybody may have written. */
const escaped = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+!|<>~&@]/g, (found) => `\\${found}`).replace(/\s+/g, ' ');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** `left`: how many columns are texts. */
const tableText = (titles: readonly string[], rows: readonly (readonly string[])[], left = 1): string =>
  [row(titles), row(titles.map((_, i) => (i < left ? '---' : '--:'))), ...rows.map(row)].join('\n');

const gaugesText = ({ gauges }: Report): string =>
  tableText(
    ['', 'takes', 'limit', ''],
    gauges.map(({ isOver, limit, measured, name, value }) => [
      gaugeNames[name],
      value === null ? howToMeasure[name] : gaugeText(name, value),
      limit === null ? '' : gaugeText(name, limit),
      value === null ? '' : isOver ? '**over budget**' : measured ? 'measured' : 'estimated',
    ]),
  );

const differenceText = ({ difference }: Report): string => {
  if (difference === null) return '';
  const number = (value: number | null): string =>
    value === null ? '–' : Number.isInteger(value) ? countText(value) : value.toPrecision(4);
  const rows = difference.figures
    .filter(({ after, before }) => after !== before)
    .map(({ after, before, name }) => [
      name,
      number(before),
      number(after),
      before === null || after === null
        ? '–'
        : changeText(after - before, (size) => (Number.isInteger(size) ? countText(size) : size.toPrecision(3))),
    ]);
  if (rows.length === 0) return `\nNothing differs from ${escaped(difference.against)}.\n`;
  return `\n${tableText([`against ${escaped(difference.against)}`, 'before', 'after', 'change'], rows)}\n`;
};

/** Layers that take most of the cycles, at most. */
const mostLayers = 20;

const layersText = ({ layers }: Report): string => {
  const cyclesOf = ({ estimated, measured }: Report['layers'][number]): number => (measured ?? estimated).cycles;
  const all = layers.reduce((sum, layer) => sum + cyclesOf(layer), 0);
  const shown = layers.toSorted((a, b) => cyclesOf(b) - cyclesOf(a)).slice(0, mostLayers);
  const rows = shown.map((layer) => [
    escaped(layer.name),
    `\`${layer.kernel}\``,
    countText(layer.macs),
    countText(layer.weights),
    countText(cyclesOf(layer)),
    percentText(all === 0 ? 0 : cyclesOf(layer) / all, 1),
  ]);
  const left = layers.length - shown.length;
  return [
    '<details><summary>Layers</summary>\n',
    tableText(['layer', 'kernel', 'MACs', 'weights, B', 'cycles', 'share'], rows, 2),
    left === 0 ? '' : `\nand ${countText(left)} that take less`,
    '\n</details>\n',
  ].join('\n');
};

/** The same facts in few lines, for a pull request. */
export const reportMarkdown = (report: Report): string => {
  const { board, core } = report.target;
  return [
    `### ${escaped(report.name)} on ${escaped(board ?? core)}\n`,
    gaugesText(report),
    differenceText(report),
    layersText(report),
  ].join('\n');
};
