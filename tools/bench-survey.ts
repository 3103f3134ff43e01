// The CNN_on_MCU survey's whole table, trained and measured, into docs/survey-results.md and .json. Run: pnpm bench:survey.
// --quick: few images and epochs, minutes; written only with --out. --only <regex>, --networks CNN1,CNN2, --seeds 1,2: some of it; a
// network whose rows are all measured takes its place in what is recorded.
// --page, --check: run nothing, write the page from the JSON or hold it to that. --jobs N: processes at once. An interrupted bench goes on where it was.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultCacheFolder } from '@tinyml/core/internal';
import { claimsOf } from './bench-survey/claims.ts';
import { fashionFolder } from './bench-survey/data.ts';
import { jobsOf } from './bench-survey/job.ts';
import { networkIds, type NetworkId } from './bench-survey/networks.ts';
import { pageOf } from './bench-survey/page.ts';
import { resultsOf, type Results } from './bench-survey/results.ts';
import { runJobs } from './bench-survey/run-jobs.ts';
import { full, quick, type Settings } from './bench-survey/settings.ts';
import { has, root } from './steps.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    networks: { type: 'string', default: networkIds.join(',') },
    seeds: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    out: { type: 'string' },
    'cache-dir': { type: 'string' },
    check: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const folder = options.out === undefined ? join(root, 'docs') : resolve(options.out);
const files = { json: join(folder, 'survey-results.json'), page: join(folder, 'survey-results.md') };

const recordedResults = (): Results => JSON.parse(readFileSync(files.json, 'utf8')) as Results;

if (options.page) {
  writeFileSync(files.page, pageOf(recordedResults()));
  process.exit(0);
}
if (options.check) {
  const same = readFileSync(files.page, 'utf8') === pageOf(recordedResults());
  say(same ? 'the page is what the JSON says' : `${files.page} is not what ${files.json} says`);
  process.exit(same ? 0 : 1);
}

const networks = options.networks.split(',') as NetworkId[];
const unknown = networks.filter((network) => !networkIds.includes(network));
if (unknown.length > 0) {
  say(`no network ${unknown.join(', ')}: there are ${networkIds.join(' and ')}`);
  process.exit(2);
}
const missing = [
  ...['arm-none-eabi-gcc', 'qemu-system-arm', process.env['CC'] ?? 'cc'].filter((tool) => !has(tool)),
  ...(networks.includes('CNN1') && !existsSync(fashionFolder)
    ? [`Fashion-MNIST (${fashionFolder}: Debian's dataset-fashion-mnist)`]
    : []),
];
if (missing.length > 0) {
  say(`bench:survey needs ${missing.join(', ')}`);
  process.exit(5);
}

const size = options.quick ? quick : full;
const settings: Settings = { ...size, seeds: options.seeds?.split(',').map(Number) ?? size.seeds };
const jobs = jobsOf(settings, { networks, only: new RegExp(options.only) });
const work = mkdtempSync(join(tmpdir(), 'tinyml-bench-survey-'));
const cache = options['cache-dir'] ?? defaultCacheFolder();
try {
  const { failures, finished } = await runJobs(jobs, { settings, work, cache, jobs: Number(options.jobs), say });
  const results = resultsOf(finished);
  process.stdout.write(pageOf(results));
  for (const { claim, found, met } of options.quick ? [] : claimsOf(results))
    if (met === false) say(`✗ ${claim}: ${found}`);
  // Part of a network's rows, or quick ones, never take the place of what is recorded.
  const allRows = !options.quick && options.only === '';
  const whole = allRows && options.seeds === undefined && failures.length === 0;
  if (whole || options.out !== undefined) {
    mkdirSync(folder, { recursive: true });
    const known = { ...(allRows && existsSync(files.json) ? recordedResults() : {}), ...results };
    const all: Results = Object.fromEntries(networkIds.flatMap((id) => (known[id] ? [[id, known[id]]] : [])));
    writeFileSync(files.json, `${JSON.stringify(all, null, 2)}\n`);
    writeFileSync(files.page, pageOf(all));
    say(`written: ${files.page}, ${files.json}`);
  }
  if (failures.length > 0) {
    say(`${String(failures.length)} of ${String(jobs.length)} runs failed: ${failures.join('; ')}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
