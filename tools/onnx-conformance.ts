// Writes docs/onnx-conformance.md: what becomes of each model of ONNX's own tests, on the interpreter and in C. Of models that are
// not there, the page keeps what it says.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCasesInC } from '../packages/cli/test/onnx/run-in-c.ts';
import { listCases, runCase, testData } from '../packages/formats/test/onnx/conformance.ts';
import {
  conformancePage,
  debianSection,
  generatedSection,
  sectionOn,
  type Result,
  type Section,
} from '../packages/formats/test/onnx/conformance-page.ts';
import { generateCases } from '../packages/formats/test/onnx/generated-cases.ts';

const path = join(import.meta.dirname, '..', 'docs', 'onnx-conformance.md');
const batch = 40;

const resultsOf = async (root: string): Promise<readonly Result[]> => {
  const cases = listCases(root);
  const results: Result[] = [];
  for (let from = 0; from < cases.length; from += batch) {
    const group = cases.slice(from, from + batch);
    const inC = await runCasesInC(group);
    for (const [i, each] of group.entries()) results.push({ name: each.name, outcome: await runCase(each), c: inC[i] });
    process.stderr.write(`${String(results.length)} of ${String(cases.length)}\n`);
  }
  return results;
};

const page = existsSync(path) ? readFileSync(path, 'utf8') : '';

const sectionOf = async (
  about: Omit<Section, 'results'>,
  root: string | undefined,
  missing: string,
): Promise<Section | string> => {
  if (root !== undefined) return { ...about, results: await resultsOf(root) };
  process.stderr.write(`${about.title}: skipped, needs ${missing}; the page keeps what it says\n`);
  return sectionOn(page, about.title) ?? `## ${about.title}\n\nNot run: needs ${missing}.\n`;
};

const debian = process.argv[2] ?? testData;
const generated = generateCases();
const sections = [
  await sectionOf(debianSection, existsSync(debian) ? debian : undefined, debian),
  'folder' in generated
    ? await sectionOf(generatedSection, generated.folder, '')
    : await sectionOf(generatedSection, undefined, generated.missing),
];
if ('folder' in generated) rmSync(generated.folder, { recursive: true });
writeFileSync(path, conformancePage(sections));
