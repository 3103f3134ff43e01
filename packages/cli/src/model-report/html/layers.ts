import { countText } from '../../render/number.ts';
import { type Report, type ReportLayer } from '../report.ts';
import { percentText } from './figures.ts';
import { escaped, tableHtml, type Cell, type Column } from './markup.ts';

const columns: readonly Column[] = [
  { title: 'Layer' },
  { title: 'Output' },
  { title: 'Kernel, and why' },
  { title: 'MACs', isNumber: true },
  { title: 'Weights, B', isNumber: true },
  { title: 'Result, B', isNumber: true },
  { title: 'Instructions, estimated', isNumber: true },
  { title: 'Instructions, measured', isNumber: true },
  { title: 'Cycles', isNumber: true },
  { title: 'Share', isNumber: true },
  { title: 'SQNR, dB', isNumber: true },
];

const number = (value: number | null): Cell =>
  value === null ? { html: '<span class="unknown">–</span>' } : { text: countText(value), value };

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

const cyclesOf = ({ estimated, measured }: ReportLayer): number => (measured ?? estimated).cycles;

const kernelCell = ({ kernel, why }: ReportLayer): Cell =>
  why === ''
    ? { text: kernel }
    : { html: `<details><summary><code>${escaped(kernel)}</code></summary>${escaped(why)}</details>` };

/** Every kernel call: what it computes, what it takes, and why it was chosen. */
export const layersHtml = ({ bench, layers }: Report): string => {
  const all = sum(layers.map(cyclesOf));
  const rows = layers.map((layer, at): readonly Cell[] => [
    { text: `${String(at + 1)}. ${layer.name}`, value: at },
    { text: layer.output },
    kernelCell(layer),
    number(layer.macs === 0 ? null : layer.macs),
    number(layer.weights === 0 ? null : layer.weights),
    number(layer.activations),
    number(layer.estimated.instructions),
    number(layer.measured?.instructions ?? null),
    number(cyclesOf(layer)),
    { text: percentText(all === 0 ? 0 : cyclesOf(layer) / all, 1), value: cyclesOf(layer) },
    layer.sqnr === null ? number(null) : { text: layer.sqnr.toFixed(1), value: layer.sqnr },
  ]);
  const hint =
    bench === null
      ? 'Cycles are estimated. Measured instructions: <code>tinyml bench</code> runs the C in QEMU, and the next report has them.'
      : 'Cycles are those of the instructions that ran in QEMU, by their class.';
  return [
    '<section aria-labelledby="layers"><h2 id="layers">Layers</h2>',
    `<p class="note">${hint}</p>`,
    '<p class="filter"><label for="layer-filter">Only layers, kernels and reasons with </label><input id="layer-filter" type="search" data-filters="layer-table"></p>',
    tableHtml(columns, rows, {
      caption: 'The calls of the program, in order. The headings sort.',
      id: 'layer-table',
      sortable: true,
      footer: [
        { text: 'Together' },
        { text: '' },
        { text: '' },
        number(sum(layers.map(({ macs }) => macs))),
        number(sum(layers.map(({ weights }) => weights))),
        { text: '' },
        number(sum(layers.map(({ estimated }) => estimated.instructions))),
        number(bench?.total.instructions.measured ?? null),
        number(all),
        { text: '' },
        { text: '' },
      ],
    }),
    '</section>',
  ].join('');
};
