import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { depfileText } from '../src/depfile.ts';

describe('a depfile', () => {
  test('is a rule of make, with a rule without commands for each input', () => {
    expect(depfileText([join(process.cwd(), 'fw/tinyml-build.json'), '/out/a.c'], ['/in/b.yaml', '/in/c.h5'])).toBe(
      'fw/tinyml-build.json \\\n  /out/a.c: \\\n  /in/b.yaml \\\n  /in/c.h5\n\n/in/b.yaml:\n\n/in/c.h5:\n',
    );
  });

  test.each([
    ['/a b', '/a\\ b'],
    ['/a\\ b', '/a\\\\\\ b'],
    ['/a#b', '/a\\#b'],
    ['/$a', '/$$a'],
  ])('%s is written as %s', (path, text) => {
    expect(depfileText(['/o'], [path])).toContain(`  ${text}\n`);
  });
});
