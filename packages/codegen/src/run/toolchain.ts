import { fileURLToPath } from 'node:url';
import { avr } from './instructions/avr.ts';
import type { InstructionSet } from './instructions/instruction-set.ts';
import { riscV } from './instructions/risc-v.ts';
import { thumb } from './instructions/thumb.ts';

/** What compiles for a kind of core and runs the program. */
export interface Toolchain {
  readonly compiler: string;
  /** Flags of the compiler beyond the core's own: language, start-up code, linker script. */
  readonly flags: readonly string[];
  readonly emulator: string;
  /** How QEMU is given the program, and how the program writes: by semihosting, or a serial port that it leaves open. */
  readonly load: readonly string[];
  readonly writes: 'semihosting' | 'serial';
  readonly set: InstructionSet;
  /** Instructions for a tick of the start-up code's `tinyml_ticks` under `-icount shift=0`; null: it has no clock. */
  readonly perTick: number | null;
}

/** Start-up code and linker scripts. */
const file = (name: string): string => fileURLToPath(new URL(`../../c/qemu/${name}`, import.meta.url));

const semihosting = ['-serial', 'none', '-semihosting-config', 'enable=on,target=native', '-kernel'];

/** `script`: of the machine's memory. */
const arm = (script: string, perTick: number): Toolchain => ({
  compiler: 'arm-none-eabi-gcc',
  flags: ['-mthumb', '-std=c99', '-nostartfiles', '-L', file('.'), '-T', file(script), file('boot.c')],
  emulator: 'qemu-system-arm',
  load: semihosting,
  writes: 'semihosting',
  set: thumb,
  perTick,
});

export const mps2 = arm('mps2.ld', 40);
export const mps3 = arm('mps3.ld', 31.25);

const riscVirt = (bits: 32 | 64): Toolchain => ({
  compiler: 'riscv64-unknown-elf-gcc',
  flags: ['--specs=picolibc.specs', '-std=c99', '-nostartfiles', '-T', file('virt.ld'), file('virt.c')],
  emulator: `qemu-system-riscv${String(bits)}`,
  load: ['-bios', 'none', ...semihosting],
  writes: 'semihosting',
  set: riscV,
  perTick: 1,
});

export const virt32 = riscVirt(32);
export const virt64 = riscVirt(64);

/** avr-gcc's C library brings start-up code and linker scripts; `__flash` is GNU C. */
export const avrSerial = (longCalls: boolean): Toolchain => ({
  compiler: 'avr-gcc',
  flags: [
    ...['-std=gnu99', '-Dmain=tinyml_main', file('avr.c')],
    ...['-Wl,--defsym=tinyml_stack_low=_end', '-Wl,--defsym=tinyml_stack_top=__stack+1'],
    `-Wl,-T,${file('avr.ld')}`,
  ],
  emulator: 'qemu-system-avr',
  load: ['-serial', 'stdio', '-bios'],
  writes: 'serial',
  set: avr(longCalls),
  perTick: null,
});
