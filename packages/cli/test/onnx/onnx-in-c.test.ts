import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { listCases, testData } from '../../../formats/test/onnx/conformance.ts';
import { onPage, wordsOfC } from '../../../formats/test/onnx/conformance-page.ts';
import { runCasesInC } from './run-in-c.ts';

jest.setTimeout(3_600_000);

const page = readFileSync(join(import.meta.dirname, '../../../../docs/onnx-conformance.md'), 'utf8');

test('at least 550 cases pass in C, and none gives a wrong answer', () => {
  const cells = page.split('\n').flatMap((line) => {
    const [, name] = /^\| ((?:node|pytorch|real|simple)\S*) \|/.exec(line) ?? [];
    return name === undefined ? [] : [onPage(page, { name })?.c ?? ''];
  });
  expect(cells.filter((cell) => cell.startsWith('passes')).length).toBeGreaterThanOrEqual(550);
  expect(cells.filter((cell) => cell.startsWith('wrong'))).toEqual([]);
});

describeWith(
  "the C of models of ONNX's own tests does what the page says",
  { files: [testData], commands: ['cc'] },
  () => {
    const step = process.env['TINYML_FULL'] === '1' ? 1 : 40;
    const batch = 40;
    const cases = existsSync(testData) ? listCases().filter((_, i) => i % step === 3 % step) : [];
    const batches = Array.from({ length: Math.ceil(cases.length / batch) }, (_, i) => i * batch);
    test.each(batches)('from number %i on', async (from) => {
      const group = cases.slice(from, from + batch);
      const outcomes = (await runCasesInC(group)).map(wordsOfC);
      expect(group.map(({ name }, i) => [name, outcomes[i]])).toEqual(
        group.map((each) => [each.name, onPage(page, each)?.c]),
      );
    });
  },
);
