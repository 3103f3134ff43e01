import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { kernelHeaders } from '../../src/kernel/kernel-headers.ts';
import { describeWith } from '../../../../tools/testing.ts';

const strict = ['-Wall', '-Wextra', '-Wconversion', '-Wshadow', '-pedantic', '-Wno-unused-function', '-Werror'];

describeWith('headers of kernels', { commands: ['gcc'] }, () => {
  test('are one program without warnings: no two of them define a name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tml-headers-'));
    try {
      const headers = [...kernelHeaders().values()];
      for (const { name, text } of headers) writeFileSync(join(folder, name), text);
      const source = headers.map(({ name }) => `#include "${name}"\n`).join('');
      writeFileSync(join(folder, 'all.c'), `${source}typedef int tml_unit;\n`);
      execFileSync('gcc', ['-std=c99', '-fsyntax-only', ...strict, 'all.c'], { cwd: folder, encoding: 'utf8' });
      expect(headers.length).toBeGreaterThan(200);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
