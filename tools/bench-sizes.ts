// Estimated against linked sizes, written to docs/benchmarks-sizes.md: pnpm bench:sizes. Needs the compiler, QEMU and the shared models.
// --tables [core …]: measures the C kernels anew, and writes kernel-sizes.ts beside them and what the compiler brings to
// packages/codegen/src/code-size/sizes/<core>.ts; after a change of the C.
// --kernels <regex>: with --tables, only those. --missing: with --tables, only those that were not measured yet. --check: writes nothing, fails where an estimate is off by more than 3 %.
// --match <regex>: only some programs; writes nothing. --every: all combinations; writes nothing.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sizeTableOf } from '@tinyml/codegen';
import type { Core } from '@tinyml/core';
import { inParallel } from './sizes/in-parallel.ts';
import { errorOf, judge, type Compared, type Verdict } from './sizes/judge.ts';
import { judgedPrograms } from './sizes/judged.ts';
import { measureTable } from './sizes/measure-table.ts';
import { writeSizes } from './sizes/size-files.ts';
import { tableSource } from './sizes/table-source.ts';
import { summaryLine, verdictsPage } from './sizes/verdicts-page.ts';
import { has, root } from './steps.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tables: { type: 'boolean', default: false },
    kernels: { type: 'string', default: '' },
    missing: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    every: { type: 'boolean', default: false },
    match: { type: 'string', default: '' },
  },
});

/** Cores that have a table. */
const measured: readonly Core[] = ['cortex-m4f', 'cortex-m55', 'cortex-m3', 'avr'];

if (options.tables) {
  for (const core of positionals.length > 0 ? (positionals as Core[]) : measured) {
    process.stderr.write(`▸ ${core}\n`);
    const { folders, rows, table } = await measureTable(
      core,
      (kernel, known) => new RegExp(options.kernels).test(kernel) && !(options.missing && known),
    );
    writeFileSync(join(root, 'packages/codegen/src/code-size/sizes', `${core}.ts`), tableSource(table));
    for (const folder of await writeSizes(core, rows, folders))
      process.stderr.write(`new: ${folder}/kernel-sizes.ts, to be given to the kernels of the folder by withSizes\n`);
  }
  // The tables that are loaded are the former ones.
  process.exit(0);
}

const shared = process.env['TINYML_SHARED'] ?? join(root, '..', 'shared');
const notFound = [
  ...['arm-none-eabi-gcc', 'qemu-system-arm'].filter((tool) => !has(tool)),
  ...(existsSync(shared) ? [] : [`the models (${shared})`]),
];
if (notFound.length > 0) {
  process.stderr.write(`bench:sizes is skipped: ${notFound.join(', ')} not found\n`);
  process.exit(process.env['TINYML_REQUIRE'] ? 1 : 0);
}

/** Share of the linked flash that an estimate may be off by. */
const tolerance = 0.03;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const programs = judgedPrograms(options.every).filter(({ core, form, priority, title }) =>
  new RegExp(options.match).test([title, form, core, priority].join(', ')),
);
const shown = ({ core, flash, form, priority, ram, title }: Verdict): string => {
  const off = (what: string, one: Compared): string =>
    `${what} ${String(one.estimated)} for ${String(one.linked)} B (${percent(errorOf(one))})`;
  const mark = Math.abs(errorOf(flash)) > tolerance ? '✗' : '✓';
  return `${mark} ${title}, ${form}, ${core}, ${priority}: ${off('flash', flash)}, ${off('RAM', ram)}\n`;
};
const verdicts = await inParallel(
  programs.map((program) => async () => {
    const verdict = await judge(shared, program);
    process.stdout.write(shown(verdict));
    return verdict;
  }),
  3,
);
process.stdout.write(`${summaryLine(verdicts)}\n`);
if (options.check) process.exit(verdicts.every(({ flash }) => Math.abs(errorOf(flash)) <= tolerance) ? 0 : 1);
if (options.match === '' && !options.every) {
  const compilers = [...new Set(verdicts.map(({ core }) => sizeTableOf(core).compiler))];
  writeFileSync(join(root, 'docs/benchmarks-sizes.md'), verdictsPage(verdicts, compilers));
  process.stderr.write('written: docs/benchmarks-sizes.md\n');
}
