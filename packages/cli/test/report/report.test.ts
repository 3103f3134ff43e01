import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import type { Report } from '../../src/model-report/report.ts';
import { differenceOf, type ComparedRecord } from '../../src/model-report/difference.ts';
import { inFolder, tinyml } from '../tinyml.ts';

jest.setTimeout(120_000);

const models = join(dirname(fileURLToPath(import.meta.url)), '../../../../examples/sine/models');

const withProject = (lines: string, use: (folder: string, words: readonly string[]) => Promise<void>): Promise<void> =>
  inFolder(async (folder) => {
    const text = `version: 1\nname: sine\nmodel: ${join(models, 'sine.h5')}\ntarget: { board: nucleo_f446re }\npasses: lossless\n${lines}`;
    await writeFile(join(folder, 'tinyml.yaml'), text);
    await use(folder, ['report', folder, '--cache-dir', join(folder, 'cache')]);
  });

describe('tinyml report', () => {
  test('is one file, the same each time, that names nothing outside of it', () =>
    withProject('', async (folder, words) => {
      const out = join(folder, 'page.html');
      const { status, stderr, stdout } = await tinyml([...words, '--out', out]);
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
      expect(stderr).toContain('page.html');
      const first = await readFile(out, 'utf8');
      expect(first.length).toBeLessThan(1_000_000);
      expect(first).toMatch(/^<!doctype html>/);
      // Links, images, frames, imports: all of it stands in the file. Namespaces and licences name addresses that nobody asks for.
      expect(first).not.toMatch(/<(?:link|img|iframe|object)\b|\bsrc=|@import/i);
      expect(first).not.toContain(folder);
      await tinyml([...words, '--out', out]);
      expect(await readFile(out, 'utf8')).toBe(first);
      const again = await tinyml([...words, '--json']);
      const report = JSON.parse(again.stdout) as Report;
      expect(report).toMatchObject({
        schema: 'tinyml-report/1',
        name: 'sine',
        bench: null,
        evaluation: null,
        search: null,
      });
      expect(report.layers.length).toBeGreaterThan(2);
      for (const { name } of report.layers) expect(first).toContain(name);
      const { memory } = report;
      expect(Math.max(...memory.used)).toBeLessThanOrEqual(memory.arenas.reduce((sum, { bytes }) => sum + bytes, 0));
      expect(memory.used[memory.peak]).toBe(memory.lowerBound);
    }));

  test('tells of a build that is over budget, and writes no firmware', () =>
    withProject('budget: { flash: 1KiB }\n', async (folder, words) => {
      const { status, stdout } = await tinyml([...words, '--format', 'markdown']);
      expect(status).toBe(0);
      expect(stdout).toMatch(/\| Flash \| .* \| 1,024 B \(1 KiB\) \| \*\*over budget\*\* \|/);
      await expect(readFile(join(folder, 'firmware', 'tinyml-build.json'))).rejects.toThrow();
    }));

  test('compares with another build', () =>
    withProject('', async (folder, words) => {
      await tinyml(['build', folder, '--cache-dir', join(folder, 'cache')]);
      const record = join(folder, 'firmware', 'tinyml-build.json');
      const same = await tinyml([...words, '--format', 'markdown', '--against', record]);
      expect(same.stdout).toContain('Nothing differs from sine');
      const other = JSON.parse(await readFile(record, 'utf8')) as ComparedRecord & { memory: { flash: number } };
      other.memory.flash -= 100;
      await writeFile(record, JSON.stringify(other));
      const grown = await tinyml([...words, '--format', 'markdown', '--against', record]);
      expect(grown.stdout).toMatch(/\| flash \| [\d,]+ \| [\d,]+ \| \+100 \|/);
    }));

  test.each([
    ['no such file', undefined, 'there is no such file'],
    ['no JSON', 'hello', 'it is no JSON'],
    ['another document', '{"schema":"tinyml-check/1"}', 'must have required property'],
    [
      'kernels that are none',
      '{"schema":"tinyml-build/1","name":"x","stages":[],"memory":{},"model":{},"metrics":{},"kernels":[1]}',
      'kernels/0',
    ],
  ])('refuses as the other build: %s', (_, text, why) =>
    withProject('', async (folder, words) => {
      const file = join(folder, 'other.json');
      if (text !== undefined) await writeFile(file, text);
      const { status, stderr } = await tinyml([...words, '--against', file]);
      expect(status).toBe(2);
      expect(stderr).toContain('TML007');
      expect(stderr).toContain(why);
    }),
  );

  test('says where it cannot write', () =>
    withProject('', async (folder, words) => {
      const { status, stderr } = await tinyml([...words, '--out', join(folder, 'none', 'page.html')]);
      expect(status).toBe(2);
      expect(stderr).toContain('TML008');
    }));
});

test('a difference names what only one build has', () => {
  const record = (kernels: ComparedRecord['kernels'], summary: string): ComparedRecord => ({
    name: 'm',
    stages: [
      { name: 'import', summary: 'a' },
      { name: 'quantize', summary },
    ],
    memory: { flash: 100, ram: null },
    model: {},
    metrics: {},
    kernels,
  });
  const kernel = (node: string, name: string, estimatedInstructions: number) => ({
    nodes: [node],
    kernel: name,
    estimatedInstructions,
  });
  const before = record([kernel('a', 'k', 10), kernel('b', 'k', 20)], 'x');
  const after = record([kernel('a', 'k', 10), kernel('c', 'k', 5)], 'y');
  expect(differenceOf(before, after)).toMatchObject({
    layers: [
      { name: 'c', kernels: [null, 'k'], instructions: [null, 5] },
      { name: 'b', kernels: ['k', null], instructions: [20, null] },
    ],
    stages: [{ name: 'quantize', before: 'x', after: 'y' }],
  });
});
