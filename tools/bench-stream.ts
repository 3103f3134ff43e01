// Measures networks on a window over time against what `stream` makes of them, and writes docs/benchmarks-streaming.md. Run: pnpm bench:stream.
// --match <regex>: only some models; nothing is written.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  measureStreamed,
  streamedModels,
  type StreamedFigures,
  type StreamedModel,
} from './cortex-m/measure-streamed.ts';
import { streamingPage } from './cortex-m/streaming-page.ts';
import { has, root } from './steps.mjs';

const { values: options } = parseArgs({ options: { match: { type: 'string', default: '' } } });
const shared = process.env['TINYML_SHARED'] ?? join(root, '..', 'shared');
const missing = [
  ...['arm-none-eabi-gcc', 'qemu-system-arm', 'cc'].filter((tool) => !has(tool)),
  ...(existsSync(shared) ? [] : [`the models (${shared})`]),
];
if (missing.length > 0) {
  process.stderr.write(`bench:stream is skipped: ${missing.join(', ')} not found\n`);
  process.exit(process.env['TINYML_REQUIRE'] ? 1 : 0);
}

const rows: (readonly [StreamedModel, StreamedFigures])[] = [];
for (const model of streamedModels(shared)) {
  if (!new RegExp(options.match).test(model.id)) continue;
  process.stderr.write(`▸ ${model.id}\n`);
  rows.push([model, await measureStreamed(model, 200)]);
}
const page = streamingPage(rows);
process.stdout.write(page);
if (options.match === '') {
  writeFileSync(join(root, 'docs/benchmarks-streaming.md'), page);
  process.stderr.write('written: docs/benchmarks-streaming.md\n');
}
