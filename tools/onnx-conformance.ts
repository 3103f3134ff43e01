// Writes docs/onnx-conformance.md: what becomes of each model of ONNX's own tests, on the interpreter and in C.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCasesInC } from '../packages/cli/test/onnx/run-in-c.ts';
import { listCases, runCase } from '../packages/formats/test/onnx/conformance.ts';
import { conformancePage, type Result } from '../packages/formats/test/onnx/conformance-page.ts';

const cases = listCases(process.argv[2]);
const results: Result[] = [];
const batch = 40;
for (let from = 0; from < cases.length; from += batch) {
  const group = cases.slice(from, from + batch);
  const inC = await runCasesInC(group);
  for (const [i, each] of group.entries()) results.push({ name: each.name, outcome: await runCase(each), c: inC[i] });
  process.stderr.write(`${String(results.length)} of ${String(cases.length)}\n`);
}
writeFileSync(join(import.meta.dirname, '..', 'docs', 'onnx-conformance.md'), conformancePage(results));
