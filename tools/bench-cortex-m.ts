// Measures the benchmark models on an emulated Cortex-M4F and writes the figures to docs/. Run: pnpm bench:cortex-m.
// --check: only compare with what is recorded; fails where a figure is worse by more than 3 %.
// --match <regex>: only some models; nothing is written.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureModel, priorities, type Priority } from './cortex-m/measure-model.ts';
import { benchmarkModels } from './cortex-m/models.ts';
import { layersPage, summaryTables, withTables, type Reports } from './cortex-m/pages.ts';
import { changes, changeText, figuresOf, tolerance, type BenchmarkRecord } from './cortex-m/record.ts';
import { has, outputOf, root } from './steps.mjs';
import type { BenchReport } from '../packages/cli/src/bench-report.ts';

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, match: { type: 'string', default: '' } },
});
const docs = join(root, 'docs');
const recordFile = join(docs, 'benchmarks-cortex-m.json');
const shared = process.env['TINYML_SHARED'] ?? join(root, '..', 'shared');

const missing = [
  ...['arm-none-eabi-gcc', 'qemu-system-arm'].filter((tool) => !has(tool)),
  ...(existsSync(shared) ? [] : [`the models (${shared})`]),
];
if (missing.length > 0) {
  process.stderr.write(`bench:cortex-m is skipped: ${missing.join(', ')} not found\n`);
  process.exit(process.env['TINYML_REQUIRE'] ? 1 : 0);
}

const models = benchmarkModels.filter(({ id }) => new RegExp(options.match).test(id));
const reports: Record<string, Record<Priority, BenchReport>> = {};
for (const { id, path } of models) {
  const measured: Partial<Record<Priority, BenchReport>> = {};
  for (const priority of priorities) {
    process.stderr.write(`▸ ${id}, priority ${priority}\n`);
    measured[priority] = await measureModel(shared, path, priority);
  }
  reports[id] = measured as Record<Priority, BenchReport>;
}
process.stdout.write(summaryTables(reports));

const check = (record: BenchmarkRecord): number => {
  let failed = 0;
  for (const { id } of models)
    for (const priority of priorities) {
      const recorded = record.figures[id]?.[priority];
      const report = reports[id]?.[priority] as BenchReport;
      if (recorded === undefined) continue;
      const { better, worse } = changes(recorded, figuresOf(report));
      failed += worse.length;
      for (const change of worse) process.stderr.write(`✗ ${id}, priority ${priority}: ${changeText(change)}\n`);
      for (const change of better)
        process.stderr.write(`✓ ${id}, priority ${priority}: ${changeText(change)}: better, run pnpm bench:cortex-m\n`);
    }
  process.stderr.write(
    failed === 0 ? `within ${String(tolerance * 100)} % of the record\n` : `${String(failed)} worse than recorded\n`,
  );
  return failed === 0 ? 0 : 1;
};

const write = (all: Reports): void => {
  const record: BenchmarkRecord = {
    core: 'cortex-m4f',
    compiler: `arm-none-eabi-gcc ${outputOf('arm-none-eabi-gcc', ['-dumpversion']) ?? ''}`,
    figures: Object.fromEntries(
      Object.entries(all).map(([id, { latency, size }]) => [
        id,
        { latency: figuresOf(latency), size: figuresOf(size) },
      ]),
    ),
  };
  writeFileSync(recordFile, `${JSON.stringify(record, null, 2)}\n`);
  const page = join(docs, 'benchmarks.md');
  writeFileSync(page, withTables(readFileSync(page, 'utf8'), all));
  writeFileSync(join(docs, 'benchmarks-layers.md'), layersPage(all));
  process.stderr.write('written: docs/benchmarks.md, docs/benchmarks-layers.md, docs/benchmarks-cortex-m.json\n');
};

if (options.check) process.exit(check(JSON.parse(readFileSync(recordFile, 'utf8')) as BenchmarkRecord));
if (options.match === '') write(reports);
