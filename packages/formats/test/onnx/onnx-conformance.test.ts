import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { listCases, runCase, testData } from './conformance.ts';
import { onPage, wordsOf } from './conformance-page.ts';
import { generateCases } from './generated-cases.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/onnx-conformance.md'), 'utf8');

test('at least 750 cases pass, and none gives a wrong answer', () => {
  const rows = page.split('\n').filter((line) => /^\| (?:node|pytorch|real|simple)/.test(line));
  expect(rows.filter((line) => /^\| \S+ \| passes/.test(line)).length).toBeGreaterThanOrEqual(750);
  expect(rows.filter((line) => line.includes('| wrong'))).toEqual([]);
});

test('at least 580 cases of operator sets 18 to 23 pass, and none gives a wrong answer', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| opset-'));
  expect(rows.filter((line) => /^\| \S+ \| passes/.test(line)).length).toBeGreaterThanOrEqual(580);
  expect(rows.filter((line) => line.includes('| wrong'))).toEqual([]);
});

const step = process.env['TINYML_FULL'] === '1' ? 1 : 10;
const generated = generateCases();
const generatedAt = 'folder' in generated ? generated.folder : generated.missing;

describeWith('generated models of operator sets 18 to 23 do what the page says', { files: [generatedAt] }, () => {
  const cases = listCases(generatedAt).filter((_, i) => i % step === 0);
  afterAll(() => {
    rmSync(generatedAt, { recursive: true });
  });
  test('all of them, or each tenth', async () => {
    const outcomes = [];
    for (const each of cases) outcomes.push([each.name, wordsOf(await runCase(each))]);
    expect(outcomes).toEqual(cases.map((each) => [each.name, onPage(page, each)?.interpreter]));
  });
});

describeWith("models of ONNX's own tests do what the page says", { files: [testData] }, () => {
  const cases = existsSync(testData) ? listCases().filter((_, i) => i % step === 0) : [];
  test('all of them, or each tenth', async () => {
    const outcomes = [];
    for (const each of cases) outcomes.push([each.name, wordsOf(await runCase(each))]);
    expect(outcomes).toEqual(cases.map((each) => [each.name, onPage(page, each)?.interpreter]));
  });
});
