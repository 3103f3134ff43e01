import type { BenchReport } from '../../packages/cli/src/bench-report.ts';
import type { Priority } from './measure-model.ts';
import { benchmarkModels, type BenchmarkModel, type Figures } from './models.ts';
import { figuresOf } from './record.ts';

/** Reports by model and priority. */
export type Reports = Readonly<Record<string, Readonly<Record<Priority, BenchReport>>>>;

const millions = (count: number): string => `${(count / 1e6).toFixed(count < 1e6 ? 3 : 2)} M`;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;
const times = (peer: number, ours: number): string => `${(peer / ours).toFixed(1)}×`;

const table = (head: readonly string[], left: number, rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i < left ? '---' : '--:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Peer, goal, ours (bold where the goal is met) and how much better than the peer. */
const against = (model: BenchmarkModel, ours: Figures, metric: keyof Figures, text: (n: number) => string) => {
  const [peer, goal, own] = [model.peer[metric], model.goal[metric], ours[metric]];
  return [text(peer), text(goal), own <= goal ? `**${text(own)}**` : text(own), times(peer, own)];
};

const beside = (model: BenchmarkModel, ours: Figures, metric: keyof Figures, text: (n: number) => string) => [
  text(model.peer[metric]),
  text(ours[metric]),
];

const columns = (what: string): string[] => [`${what}: TFLM`, 'goal', 'ours', ''];
const pair = (what: string): string[] => [`${what}: TFLM`, 'ours'];

/** The two tables, as they are printed and as they stand in docs/benchmarks.md. */
export const summaryTables = (reports: Reports): string => {
  const measured = benchmarkModels.filter(({ id }) => id in reports);
  const rows = (priority: Priority, cells: (model: BenchmarkModel, ours: Figures) => readonly string[]) =>
    measured.map((model) => {
      const report = reports[model.id]?.[priority] as BenchReport;
      return [model.title, ...cells(model, figuresOf(report))];
    });
  const latency = table(
    ['priority latency', ...columns('instructions'), ...columns('est. cycles'), ...pair('flash'), ...pair('RAM')],
    1,
    rows('latency', (model, ours) => [
      ...against(model, ours, 'instructions', millions),
      ...against(model, ours, 'cycles', millions),
      ...beside(model, ours, 'flash', kilobytes),
      ...beside(model, ours, 'ram', kilobytes),
    ]),
  );
  const size = table(
    ['priority size', ...columns('flash'), ...columns('RAM'), ...pair('instructions'), ...pair('est. cycles')],
    1,
    rows('size', (model, ours) => [
      ...against(model, ours, 'flash', kilobytes),
      ...against(model, ours, 'ram', kilobytes),
      ...beside(model, ours, 'instructions', millions),
      ...beside(model, ours, 'cycles', millions),
    ]),
  );
  return `${latency}\n\n${size}\n`;
};

const percent = (share: number | null): string =>
  share === null ? '' : `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(0)} %`;

const layerTable = ({ layers, total }: BenchReport): string => {
  const cells = ({ cycles, instructions, instructionsPerMac, macs }: BenchReport['total']): string[] => [
    macs === 0 ? '' : macs.toLocaleString('en-US'),
    instructions.measured.toLocaleString('en-US'),
    instructionsPerMac === null ? '' : instructionsPerMac.toFixed(2),
    percent(instructions.deviation),
    cycles.measured.toLocaleString('en-US'),
    percent(cycles.deviation),
  ];
  return table(['layer', 'kernel', 'MACs', 'instructions', '/MAC', 'estimate', 'cycles', 'estimate'], 2, [
    ...layers.map((layer) => [
      layer.nodes.map(({ id }) => id).join(' + '),
      `\`${layer.kernel}\``,
      ...cells({ ...layer, milliseconds: null }),
    ]),
    ['total', '', ...cells(total)],
  ]);
};

/** docs/benchmarks-layers.md: where the instructions go. */
export const layersPage = (reports: Reports): string =>
  [
    '<!-- Written by `pnpm bench:cortex-m`. -->\n\n# Benchmarks: layer by layer\n',
    'Priority latency, lossless passes, emulated Cortex-M4F; the columns "estimate" tell by how much the cost model is off. `tinyml bench` prints the same for any model.\n',
    ...benchmarkModels.flatMap(({ id, title }) => {
      const report = reports[id]?.latency;
      return report === undefined ? [] : [`## ${title}\n\n${layerTable(report)}\n`];
    }),
  ].join('\n');

const [begin, end] = ['<!-- bench:cortex-m -->', '<!-- /bench:cortex-m -->'];

/** Puts the tables between the two marks of docs/benchmarks.md. */
export const withTables = (page: string, reports: Reports): string => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md lacks ${begin} … ${end}`);
  return `${page.slice(0, from)}${begin}\n\n${summaryTables(reports)}\n${page.slice(to)}`;
};
