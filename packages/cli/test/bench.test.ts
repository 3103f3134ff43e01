import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../tools/testing.ts';
import type { BenchReport } from '../src/bench-report.ts';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(120_000);

const model = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/sine/models/sine.h5');

const project = (folder: string, target: string): Promise<void> =>
  writeFile(
    join(folder, 'tinyml.yaml'),
    `version: 1\nname: sine\nmodel: ${model}\ntarget: ${target}\npasses: lossless\n`,
  );

describeWith('tinyml bench', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test('counts what each layer executes, and measures memory', async () => {
    await inFolder(async (folder) => {
      await project(folder, '{ core: cortex-m4f, clock: 100MHz }');
      const cache = ['--cache-dir', join(folder, 'cache')];
      const { status, stdout } = await tinyml(['bench', folder, '--json', ...cache]);
      expect(status).toBe(0);
      const report = JSON.parse(stdout) as BenchReport;
      expect(report).toMatchObject({ schema: 'tinyml-bench/1', emulated: { machine: 'mps2-an386' } });
      const { layers, memory, total } = report;
      expect(layers.length).toBeGreaterThan(2);
      for (const { cycles, instructions } of layers) {
        expect(instructions.measured).toBeGreaterThan(10);
        expect(cycles.measured).toBeGreaterThanOrEqual(instructions.measured);
      }
      const sum = layers.reduce((all, { instructions }) => all + instructions.measured, 0);
      expect(total.instructions.measured - sum).toBeGreaterThan(0);
      expect(total.instructions.measured - sum).toBeLessThan(20);
      expect(total.milliseconds).toBeCloseTo(total.cycles.measured / 100_000, 4);
      expect(memory.arena).toBeLessThanOrEqual(memory.bss);
      expect(memory.ram).toBe(memory.data + memory.bss + memory.stack);
      expect(memory.stack).toBeGreaterThan(0);

      const again = await tinyml(['bench', folder, ...cache]);
      expect(again.status).toBe(0);
      expect(again.stdout).toContain(`${total.instructions.measured.toLocaleString('en-US')} `);
    });
  });
});

describe('tinyml bench that cannot run', () => {
  test('a core that QEMU lacks, or no compiler: 5, with what to do', async () => {
    await inFolder(async (folder) => {
      await project(folder, '{ core: esp32 }');
      const unsupported = await tinyml(['bench', folder, '--json', '--no-cache']);
      expect(unsupported.status).toBe(5);
      expect(JSON.parse(unsupported.stdout)).toMatchObject({
        diagnostics: [{ code: 'TML621', hint: expect.stringContaining('cortex-m4f') }],
      });
    });
    await inFolder(async (folder) => {
      await project(folder, '{ core: cortex-m4f }');
      await mkdir(join(folder, 'bin'));
      const { status, stdout } = await tinyml(['bench', folder, '--json', '--no-cache'], {
        env: { PATH: join(folder, 'bin') },
      });
      expect(status).toBe(5);
      expect(JSON.parse(stdout)).toMatchObject({
        diagnostics: [
          {
            code: 'TML620',
            message: expect.stringContaining('arm-none-eabi-gcc'),
            hint: expect.stringContaining('apt install gcc-arm-none-eabi'),
          },
        ],
      });
    });
  });
});
