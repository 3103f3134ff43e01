import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isKernel } from '../../core/src/pipeline/code-digests.ts';
import { isGeneratorCode } from '../src/backend.ts';
import { folderOf } from '../src/toolkit.ts';

const files = readdirSync(folderOf('@tinyml/operators'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));

test('all that kernels are made of counts where C is made: sources, headers, templates, measured sizes', () => {
  expect(files.some((path) => path.endsWith('.h.in'))).toBe(true);
  expect(files.filter((path) => !isGeneratorCode(path))).toEqual([]);
});

test('what was measured of kernels does not count where operators are only executed', () => {
  const measured = files.filter((path) => /\/kernel-(sizes|rates)\.ts$/.test(path));
  expect(measured.length).toBeGreaterThan(80);
  expect(measured.filter((path) => !isKernel(path))).toEqual([]);
  expect(files.filter((path) => path.endsWith('/operator.ts')).filter(isKernel)).toEqual([]);
});
