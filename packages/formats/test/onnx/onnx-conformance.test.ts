import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { listCases, runCase, testData } from './conformance.ts';
import { onPage, wordsOf } from './conformance-page.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/onnx-conformance.md'), 'utf8');

test('at least 750 cases pass, and none gives a wrong answer', () => {
  const rows = page.split('\n').filter((line) => /^\| (?:node|pytorch|real|simple)/.test(line));
  expect(rows.filter((line) => /^\| \S+ \| passes/.test(line)).length).toBeGreaterThanOrEqual(750);
  expect(rows.filter((line) => line.includes('| wrong'))).toEqual([]);
});

describeWith("models of ONNX's own tests do what the page says", { files: [testData] }, () => {
  const step = process.env['TINYML_FULL'] === '1' ? 1 : 10;
  const cases = existsSync(testData) ? listCases().filter((_, i) => i % step === 0) : [];
  test('all of them, or each tenth', async () => {
    const outcomes = [];
    for (const each of cases) outcomes.push([each.name, wordsOf(await runCase(each))]);
    expect(outcomes).toEqual(cases.map((each) => [each.name, onPage(page, each)?.interpreter]));
  });
});
