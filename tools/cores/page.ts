import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchmarkModels } from '../cortex-m/models.ts';
import { root } from '../steps.mjs';
import { unseenErrors } from './estimate-errors.ts';
import { measuredCores, type MeasuredCore } from './peers.ts';
import type { CoreRecord } from './record.ts';
import { readRows } from './rows.ts';

const millions = (count: number): string => `${(count / 1e6).toFixed(count < 1e6 ? 3 : 2)} M`;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const percent = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(0)} %`;

const table = (head: readonly string[], left: number, rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i < left ? '---' : '--:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Bold where not more than the peer's. */
const coreRow = ({ core, peer }: MeasuredCore, record: CoreRecord, id: string): readonly string[] | undefined => {
  const ours = record[core]?.figures[id];
  if (ours === undefined) return undefined;
  const theirs = peer[id];
  const own = millions(ours.instructions);
  return [
    id,
    theirs === undefined ? '' : millions(theirs),
    theirs !== undefined && ours.instructions <= theirs ? `**${own}**` : own,
    theirs === undefined ? '' : `${(theirs / ours.instructions).toFixed(2)}×`,
    millions(ours.cycles),
    kilobytes(ours.flash),
    kilobytes(ours.ram),
  ];
};

const coreTable = (core: MeasuredCore, record: CoreRecord): string => {
  const head = ['model', `instructions: ${core.peerName}`, 'ours', '', 'cycles', 'flash', 'RAM'];
  const rows = benchmarkModels.flatMap(({ id }) => {
    const row = coreRow(core, record, id);
    return row === undefined ? [] : [row];
  });
  return `### ${core.title}\n\n${record[core.core]?.compiler ?? ''}. Cycles ${core.cycles}.\n\n${table(head, 1, rows)}\n`;
};

const errorsTable = (): string => {
  const rows = measuredCores
    .filter(({ core }) => core !== 'cortex-m4f')
    .flatMap(({ core, title }) =>
      (['latency', 'size'] as const).flatMap((priority) =>
        unseenErrors(
          core,
          readRows(core).rows.filter((row) => row.priority === priority),
        ).map(({ model, total, worst, worstLayer }) => [
          title,
          priority,
          model,
          percent(total),
          percent(worst),
          worstLayer,
        ]),
      ),
    );
  return table(['core', 'priority', 'model', 'total', 'worst layer', ''], 3, rows);
};

const [begin, end] = ['<!-- bench:cores -->', '<!-- /bench:cores -->'];

export const corePage = (page: string, record: CoreRecord): string => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md lacks ${begin} … ${end}`);
  const tables = measuredCores.filter(({ core }) => core in record).map((core) => coreTable(core, record));
  const errors = `### Estimated instructions\n\nHow far they are from what was measured, each model estimated with rates and factors fitted without it; layers from 1 % of a model.\n\n${errorsTable()}\n`;
  return `${page.slice(0, from)}${begin}\n\n${tables.join('\n')}\n${errors}\n${page.slice(to)}`;
};

/** Puts the tables between the two marks of docs/benchmarks.md. */
export const writeCorePage = (record: CoreRecord): void => {
  const page = join(root, 'docs', 'benchmarks.md');
  writeFileSync(page, corePage(readFileSync(page, 'utf8'), record));
};
