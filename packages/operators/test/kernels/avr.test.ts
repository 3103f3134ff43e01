import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { builtinKernels } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { writeHeaders } from './write-headers.ts';

const generic = builtinKernels.filter(({ isa }) => isa === 'generic');

/** What avr-gcc says about headers of kernels, and all that they include. */
const compiled = (names: readonly string[]): string => {
  const cwd = mkdtempSync(join(tmpdir(), 'tml-avr-'));
  const headers = join(cwd, 'kernels');
  try {
    mkdirSync(headers);
    writeHeaders(builtinKernels, headers);
    const sources = names.map((name, i) => {
      const inRam = readFileSync(join(headers, name), 'utf8').includes('TML_FLASH')
        ? ''
        : '#define TML_CONSTANTS_IN_RAM\n';
      writeFileSync(join(cwd, `${String(i)}.c`), `${inRam}#include "${name}"\n`);
      return `${String(i)}.c`;
    });
    const warnings = ['-Wall', '-Wextra', '-Werror', '-Waddr-space-convert', '-Wno-unused-function'];
    const flags = ['-mmcu=atmega328p', '-std=gnu99', '-fsyntax-only', ...warnings, `-I${headers}`];
    const { error, stderr } = spawnSync('avr-gcc', [...flags, ...sources], { cwd, encoding: 'utf8' });
    return error?.message ?? stderr;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
};

describeWith('kernels on an AVR', { commands: ['avr-gcc'] }, () => {
  test('no kernel mixes pointers to flash with others', () => {
    const files = new Set(generic.map(({ sources }) => sources.at(-1)?.name ?? ''));
    expect(compiled([...files])).toBe('');
    expect(files.size).toBeGreaterThan(60);
  });
});
