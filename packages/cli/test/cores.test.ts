import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../tools/testing.ts';
import type { BenchReport } from '../src/bench-report.ts';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(600_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/sine');

const manifest = (target: string): string => `version: 1
name: sine
model: ${join(example, 'models/sine.h5')}
target: ${target}
priority: latency
data:
  calibration: { file: ${join(example, 'calibration.csv')} }
passes: [fuse-activation, { quantize: { mode: int8 } }]
`;

interface Verified {
  readonly runs: readonly { readonly skipped: string | null; readonly layers: number }[];
}

describeWith(
  'verify and bench on emulated cores',
  {
    commands: [
      ...['arm-none-eabi-gcc', 'qemu-system-arm', 'riscv64-unknown-elf-gcc', 'qemu-system-riscv32'],
      ...['qemu-system-riscv64', 'avr-gcc', 'qemu-system-avr'],
    ],
  },
  () => {
    test.each([
      ['cortex-m55', '{ core: cortex-m55 }', 'mps3-an547'],
      ['rv32imc', '{ core: rv32imc }', 'virt'],
      ['rv64gc', '{ core: rv64gc }', 'virt'],
      ['avr', '{ core: avr }', 'mega2560'],
      ['uno', '{ board: uno }', 'uno'],
    ])('%s', async (_, target, machine) => {
      await inFolder(async (folder) => {
        await writeFile(join(folder, 'tinyml.yaml'), manifest(target));
        const cache = ['--cache-dir', join(folder, 'cache')];
        const verified = await tinyml(['verify', folder, '--json', '--cases', '2', ...cache]);
        expect(verified.status).toBe(0);
        const { runs } = JSON.parse(verified.stdout) as Verified;
        expect(runs.map(({ layers, skipped }) => ({ layers, skipped }))).toEqual([
          { layers: 3, skipped: null },
          { layers: 3, skipped: null },
        ]);

        const { status, stdout } = await tinyml(['bench', folder, '--json', ...cache]);
        expect(status).toBe(0);
        const { emulated, layers, memory } = JSON.parse(stdout) as BenchReport;
        expect(emulated.machine).toBe(machine);
        expect(layers).toHaveLength(3);
        for (const { cycles, instructions, macs } of layers) {
          // A Helium instruction multiplies 16 pairs.
          expect(instructions.measured).toBeGreaterThan(macs / (machine === 'mps3-an547' ? 16 : 1));
          expect(cycles.measured).toBeGreaterThan(instructions.measured / 2);
        }
        expect(memory.flash).toBeGreaterThan(500);
        expect(memory.stack).toBeGreaterThan(0);
        expect(memory.data).toBe(0);
      });
    });
  },
);

/** Prints what an inference takes by the device's own counter, then stops: simavr ends where a core sleeps for ever. */
const timed = `#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include "sine.h"
static volatile uint16_t wraps;
ISR(TIMER1_OVF_vect) { wraps++; }
static void put(char c)
{
  while ((UCSR0A & (1 << UDRE0)) == 0) {}
  UDR0 = (uint8_t)c;
}
int main(void)
{
  uint32_t cycles;
  uint8_t digits = 10;
  sine_init();
  UCSR0B = 1 << TXEN0;
  *sine_input_0() = 42;
  TIMSK1 = 1 << TOIE1;
  sei();
  TCCR1B = 1 << CS10;
  sine_invoke();
  cycles = TCNT1;
  cycles += (uint32_t)wraps << 16;
  for (; digits > 0; digits--) {
    uint32_t unit = 1;
    uint8_t i;
    for (i = 1; i < digits; i++) unit *= 10;
    put((char)('0' + cycles / unit % 10));
  }
  put('\\n');
  cli();
  sleep_mode();
  return 0;
}
`;

describeWith('cycles of an AVR', { commands: ['avr-gcc', 'qemu-system-avr', 'simavr'] }, () => {
  test('by class of instruction they are what simavr counts, within 2 %', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'tinyml.yaml'), `${manifest('{ board: uno }')}output: { dir: firmware }\n`);
      const cache = ['--cache-dir', join(folder, 'cache')];
      expect((await tinyml(['build', folder, ...cache])).status).toBe(0);
      const bench = JSON.parse((await tinyml(['bench', folder, '--json', ...cache])).stdout) as BenchReport;
      const source = join(folder, 'firmware/lib/sine/src');
      await writeFile(join(folder, 'timed.c'), timed);
      const flags = ['-mmcu=atmega328p', '-std=gnu99', '-O2', `-I${source}`, 'timed.c', join(source, 'sine.c'), '-lm'];
      const compiled = spawnSync('avr-gcc', [...flags, '-o', 'timed.elf'], { cwd: folder, encoding: 'utf8' });
      expect(compiled.stderr).toBe('');
      const { stderr, stdout } = spawnSync('simavr', ['-m', 'atmega328p', '-f', '16000000', 'timed.elf'], {
        cwd: folder,
        encoding: 'utf8',
      });
      const [, cycles] = /(\d{10})/.exec(`${stdout}${stderr}`) ?? [];
      expect(Number(cycles) / bench.total.cycles.measured).toBeGreaterThan(0.98);
      expect(Number(cycles) / bench.total.cycles.measured).toBeLessThan(1.02);
    });
  });
});
