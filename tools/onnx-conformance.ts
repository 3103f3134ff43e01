// Writes docs/onnx-conformance.md: what becomes of each model of ONNX's own tests.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listCases, runCase } from '../packages/formats/test/onnx/conformance.ts';
import { conformancePage, type Result } from '../packages/formats/test/onnx/conformance-page.ts';

const results: Result[] = [];
for (const each of listCases(process.argv[2])) results.push({ name: each.name, outcome: await runCase(each) });
writeFileSync(join(import.meta.dirname, '..', 'docs', 'onnx-conformance.md'), conformancePage(results));
