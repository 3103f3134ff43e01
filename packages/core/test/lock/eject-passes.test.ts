import { describe, expect, test } from '@jest/globals';
import { ejectPasses } from '@tinyml/core/internal';
import { parse } from 'yaml';

const passes = [
  { name: 'fuse-activation', options: {} },
  { name: '@acme/p#q', options: { mode: 'int8', values: [1, 2] } },
];
const list = ['fuse-activation', { '@acme/p#q': { mode: 'int8', values: [1, 2] } }];

describe('passes written into a manifest', () => {
  test('replace the word, and every other byte stays', () => {
    const before = '# mine\nversion: 1\nmodel:   a.h5   # odd blanks\ntarget: {board: uno}\n';
    const after = '\n# the end\noutput: { dir: x }';
    const written = ejectPasses(`${before}passes: auto # chosen\n${after}`, passes);
    expect(written.startsWith(before)).toBe(true);
    expect(written.endsWith(after)).toBe(true);
    expect(written).toContain('passes: # chosen\n  - fuse-activation\n');
    expect(parse(written)).toMatchObject({ passes: list, output: { dir: 'x' } });
  });

  test.each([
    ['without the key', 'version: 1\nmodel: a.h5'],
    ['at the end without a line break', 'version: 1\npasses: auto'],
    ['on a line of its own', 'version: 1\npasses:\n  # why\n  auto\nmodel: a.h5\n'],
    ['with line breaks of Windows', 'version: 1\r\npasses: auto\r\nmodel: a.h5\r\n'],
    ['in one mapping', '{ version: 1, passes: auto }\n'],
  ])('%s', (_, text) => {
    const written = ejectPasses(text, passes);
    expect(parse(written)).toMatchObject({ version: 1, passes: list });
    if (text.includes('# why')) expect(written).toContain('# why');
    if (text.includes('\r')) expect(written.replaceAll('\r\n', '')).not.toMatch(/\n/);
  });

  test('also the order of priority, where kernels are chosen by another, whatever style it has', () => {
    for (const priority of ['size', '[size, latency]', '\n  - size # first\n  - latency']) {
      const written = ejectPasses(`priority: ${priority}\npasses: auto\nmodel: a.h5\n`, [], ['latency', 'size']);
      expect(parse(written)).toEqual({ priority: ['latency', 'size'], passes: [], model: 'a.h5' });
    }
  });
});
