import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, type Diagnostic } from '@tinyml/core';
import { coreExplanations, manifestSchema, parseManifest, type Board } from '@tinyml/core/internal';
import { layerFormsOf } from '@tinyml/formats';
import { builtinOperatorTable } from '@tinyml/operators';
import { matches } from '../../src/schema/matches.ts';
import { parseYaml } from '../../src/manifest/yaml-source.ts';
import { checkStructure } from '../../src/manifest/structure.ts';

const here = dirname(fileURLToPath(import.meta.url));

const layers = layerFormsOf(builtinOperatorTable);

const board = (id: string, core: Board['core'], flash: number, ram: number): Board => ({
  id, name: id, core, flash, ram, clockHz: 16e6, platform: 'p', framework: null,
}); // prettier-ignore
const boards = [
  board('nucleo_f446re', 'cortex-m4f', 524_288, 131_072),
  board('uno', 'avr', 32_256, 2048),
  board('pico', 'cortex-m0plus', 2_097_152, 270_336),
];

interface Case {
  readonly title: string;
  readonly code: string;
  readonly line: number;
  readonly hint: string;
  readonly text: string;
}

const cases: readonly Case[] = readFileSync(join(here, 'mistakes.txt'), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((block, index) => {
    const [head = '', ...lines] = block.split('\n');
    const [, code = '', line = '', hint = ''] = /^(TML\d+) (\d+) ?(.*)$/.exec(head) ?? [];
    const text = lines.join('\n');
    return {
      title: `${String(index + 1)} ${code} ${text.trim().split('\n').at(-1) ?? ''}`,
      code,
      line: Number(line),
      hint,
      text,
    };
  });

const mistakes = (text: string): readonly Diagnostic[] => {
  try {
    const exists = (path: string): boolean => !path.includes('missing');
    parseManifest(text, '/project/tinyml.yaml', { boards, layers, variables: {}, exists });
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics;
    throw error;
  }
  return [];
};

describe('typical mistakes', () => {
  test('there are at least 200', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test.each(cases.map((one) => [one.title, one] as const))('%s', (_, { code, line, hint, text }) => {
    const found = mistakes(text);
    const told = found.map((one) => ({ code: one.code, line: one.line, hint: one.hint }));
    // One mistake, one message: nothing else is reported.
    expect(told).toEqual([{ code, line, hint: expect.stringContaining(hint) }]);
    const [first] = found;
    expect(first?.file).toBe('/project/tinyml.yaml');
    expect(first?.frame).toMatch(/\^/);
    expect(Object.keys(coreExplanations)).toContain(code);
  });

  test('the quick check and the full validator agree on every one of them', () => {
    for (const { text } of cases) {
      const { value, source } = parseYaml(text, '/project/tinyml.yaml');
      if (value === undefined) continue;
      if (matches(manifestSchema(layers), value)) expect(checkStructure(value, source, layers)).toEqual([]);
    }
  });

  test('every mistake of a manifest is reported at once, in the order of the file', () => {
    const text = 'versoin: 1\nmodel: missing.h5\ntarget: { bord: x }\nbudget: { flash: 64kb, ram: 0 }\npasses: [3]\n';
    expect(mistakes(text).map(({ code, line }) => [code, line])).toEqual([
      ['TML112', 1],
      ['TML122', 2],
      ['TML112', 3],
      ['TML115', 4],
      ['TML119', 4],
      ['TML127', 5],
    ]);
  });
});
