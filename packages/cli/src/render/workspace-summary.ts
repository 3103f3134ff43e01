import type { Firmware } from '@tinyml/codegen';
import type { BuildResult } from '@tinyml/core/internal';
import type { Terminal } from '../terminal.ts';
import { budgetBar } from './bar.ts';
import { shownPath } from './diagnostic.ts';
import { bytesText, countText } from './number.ts';
import { table } from './table.ts';

const bytes = (count: number | null): string => (count === null ? 'not known' : `${countText(count)} B`);

const totalLine = (what: string, used: number | null, limit: number | null, { style }: Terminal): string => {
  const label = `  ${style.bold(what.padEnd(6))}`;
  if (used === null || limit === null)
    return `${label} ${bytes(used)}${limit === null ? '' : `, ${bytesText(limit)} allowed`}\n`;
  const share = `${String(Math.round((used / limit) * 100))} %`;
  return `${label} ${budgetBar(used, limit, style)} ${bytesText(used)} of ${bytesText(limit)} ${style.dim(`(${share})`)}\n`;
};

/** All models of a firmware in one table, against the whole of what there is. `results`: once they are written. */
export const workspaceSummary = (
  name: string,
  { estimate, shared }: Firmware,
  limits: { readonly flash: number | null; readonly ram: number | null },
  terminal: Terminal,
  results: readonly BuildResult[] = [],
): string => {
  const { style } = terminal;
  const { arenas, code, codeApart, models, stack } = estimate;
  const lent = new Map(arenas.flatMap((group) => group.models.map((model) => [model, group] as const)));
  const saved = code === null || codeApart === null ? 0 : codeApart - code;
  const rows = [
    [name, 'flash', 'RAM', ''],
    ...models.map(({ arena, constants, name: model }) => [
      model,
      bytes(constants),
      lent.has(model) ? '' : bytes(arena),
      lent.has(model) ? `weights; arena of ${countText(arena)} B is shared` : 'weights; arena',
    ]),
    ...arenas.map((group) => [
      group.models.join(' or '),
      bytes(group.code),
      bytes(group.bytes + group.kept),
      `one arena${group.kept === 0 ? '' : `, and ${countText(group.kept)} B of state`}`,
    ]),
    [
      'code',
      bytes(code),
      '',
      shared.length === 0 ? 'of all models' : `kernels of ${shared.join(' and ')} once: ${countText(saved)} B less`,
    ],
    ['stack', '', bytes(stack), 'one model runs at a time'],
  ];
  const [first] = results;
  const written = results.reduce((sum, result) => sum + result.written.length, 0);
  return [
    '\n',
    table(rows, [1, 2])
      .split('\n')
      .map((line) => (line === '' ? '' : `  ${line}\n`))
      .join(''),
    '\n',
    totalLine('flash', estimate.flash, limits.flash, terminal),
    totalLine('RAM', estimate.ram, limits.ram, terminal),
    first === undefined
      ? ''
      : `\n${style.green('✓')} ${style.bold(shownPath(first.dir))}: ${written === 0 ? 'up to date' : `${countText(written)} files of models written`}\n`,
  ].join('');
};
