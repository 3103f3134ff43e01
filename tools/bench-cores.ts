// Measures the benchmark models on every emulated core that has peers' figures, and writes what they take: the record and the
// tables of docs/, and a row for each step, which the cost model's factors are fitted to. Run: pnpm bench:cores.
// --check: only compare with what is recorded; fails where a figure is worse by more than 3 %.
// --core <regex>, --match <regex>: only some cores and models; the others keep what is recorded.
// --fit: measure nothing, only fit and write the tables.
// --priority <regex>: only latency or size; size, and models called fit-…, are for the cost model only.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededInput } from '@tinyml/codegen';
import type { Core } from '@tinyml/core';
import { writeTflite } from '@tinyml/formats';
import { builtinOperatorTable } from '@tinyml/operators';
import type { BenchReport } from '../packages/cli/src/bench-report.ts';
import { measureFile, measureModel, type Priority } from './cortex-m/measure-model.ts';
import { benchmarkModels } from './cortex-m/models.ts';
import { changes, changeText, figuresOf, tolerance } from './cortex-m/record.ts';
import { fitGraph, fitModels } from './cores/fit-models.ts';
import { writeFit } from './cores/fit.ts';
import { notingWork, type NotedWork } from './cores/noted-work.ts';
import { writeCorePage } from './cores/page.ts';
import { measuredCores, type MeasuredCore } from './cores/peers.ts';
import { readCoreRecord, recordedOf, withFigures, writeCoreRecord } from './cores/record.ts';
import { rowsOf } from './cores/report-rows.ts';
import { readRows, writeRows } from './cores/rows.ts';
import { has, outputOf, root } from './steps.mjs';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    core: { type: 'string', default: '' },
    fit: { type: 'boolean', default: false },
    match: { type: 'string', default: '' },
    priority: { type: 'string', default: '' },
  },
});
const shared = process.env['TINYML_SHARED'] ?? join(root, '..', 'shared');
const cores = measuredCores.filter(({ core }) => new RegExp(options.core).test(core));
const missing = [
  ...new Set(cores.flatMap(({ compiler, emulator }) => [compiler, emulator]).filter((tool) => !has(tool))),
  ...(existsSync(shared) ? [] : [`the models (${shared})`]),
];
if (missing.length > 0) {
  process.stderr.write(`bench:cores is skipped: ${missing.join(', ')} not found\n`);
  process.exit(process.env['TINYML_REQUIRE'] ? 1 : 0);
}

interface Measured {
  readonly id: string;
  readonly report: (priority: Priority, core: Core, asked: Parameters<typeof measureModel>[4]) => Promise<BenchReport>;
  /** Fit only: rows, but no figures. */
  readonly row: boolean;
}

const folder = mkdtempSync(join(tmpdir(), 'tinyml-cores-'));
const models: readonly Measured[] = [
  ...Object.entries(fitModels).map(([id, layers]): Measured => {
    const report: Measured['report'] = (priority, core, asked) => {
      const { constants, graph } = fitGraph(layers);
      const file = join(folder, `${id}.tflite`);
      writeFileSync(file, writeTflite(graph, constants, builtinOperatorTable));
      const options = { core, priority, ...(asked === undefined ? {} : { asked }) };
      return measureFile(file, options, (types) => types.map((type, i) => seededInput(type, i + 1)));
    };
    return { id, report, row: true };
  }),
  ...benchmarkModels.map(({ id, path }): Measured => ({
    id,
    report: (priority, core, asked) => measureModel(shared, path, priority, core, asked),
    row: false,
  })),
];

let record = readCoreRecord();
let worse = 0;
const measure = async (
  { core, compiler }: MeasuredCore,
  { id, report: reportOf, row }: Measured,
  priority: Priority,
) => {
  process.stderr.write(`▸ ${core}, ${id}, priority ${priority}\n`);
  const works = new Map<string, NotedWork>();
  const report = await reportOf(priority, core, (kernels) => notingWork(works, kernels));
  const recorded = recordedOf(record, core, id);
  if (options.check && recorded !== undefined)
    for (const change of changes(recorded, figuresOf(report)).worse) {
      worse += 1;
      process.stderr.write(`✗ ${core}, ${id}: ${changeText(change)}\n`);
    }
  if (options.check) return;
  const version = `${compiler} ${outputOf(compiler, ['-dumpversion']) ?? ''}`;
  const others = readRows(core).rows.filter((other) => other.model !== id || other.priority !== priority);
  writeRows(core, version, [...others, ...rowsOf(core, id, priority, report, works)]);
  if (priority === 'latency' && !row) record = withFigures(record, core, version, id, figuresOf(report));
  writeCoreRecord(record);
};

const priorities = (['latency', 'size'] as const).filter((priority) =>
  options.check ? priority === 'latency' : new RegExp(options.priority).test(priority),
);
const wanted = models.filter(({ id, row }) => new RegExp(options.match).test(id) && !(row && options.check));
try {
  for (const core of options.fit ? [] : cores)
    for (const model of wanted) for (const priority of priorities) await measure(core, model, priority);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (options.check) {
  process.stderr.write(
    worse === 0 ? `within ${String(tolerance * 100)} % of the record\n` : `${String(worse)} worse than recorded\n`,
  );
  process.exit(worse === 0 ? 0 : 1);
}
writeFit(measuredCores.map(({ core }) => core));
writeCorePage(record);
