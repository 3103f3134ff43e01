import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { builtinKernels } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';

/** Where they and what they include stand. */
const folders = [...new Set(builtinKernels.flatMap(({ sources }) => sources.map(({ path }) => dirname(path))))];

const generic = builtinKernels.filter(({ isa }) => isa === 'generic');

/** What avr-gcc says about kernels' files, and all that they include. */
const compiled = (paths: readonly string[]): string => {
  const cwd = mkdtempSync(join(tmpdir(), 'tml-avr-'));
  try {
    const sources = paths.map((path, i) => {
      const inRam = readFileSync(path, 'utf8').includes('TML_FLASH') ? '' : '#define TML_CONSTANTS_IN_RAM\n';
      writeFileSync(join(cwd, `${String(i)}.c`), `${inRam}#include "${path}"\n`);
      return `${String(i)}.c`;
    });
    const warnings = ['-Wall', '-Wextra', '-Werror', '-Waddr-space-convert', '-Wno-unused-function'];
    const flags = [
      '-mmcu=atmega328p',
      '-std=gnu99',
      '-fsyntax-only',
      ...warnings,
      ...folders.map((folder) => `-I${folder}`),
    ];
    const { error, stderr } = spawnSync('avr-gcc', [...flags, ...sources], { cwd, encoding: 'utf8' });
    return error?.message ?? stderr;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
};

describeWith('kernels on an AVR', { commands: ['avr-gcc'] }, () => {
  test('no kernel mixes pointers to flash with others', () => {
    const files = new Set(generic.map(({ sources }) => sources.at(-1)?.path ?? ''));
    expect(compiled([...files])).toBe('');
    expect(files.size).toBeGreaterThan(60);
  });
});
