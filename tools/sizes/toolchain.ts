import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { emulationOf } from '@tinyml/codegen';
import type { Core } from '@tinyml/core';

/** How code for a core is compiled and looked at. */
export interface Toolchain {
  readonly core: Core;
  /** Prefix of the tools' names. */
  readonly prefix: 'arm-none-eabi' | 'avr';
  readonly flags: readonly string[];
  /** Name and version, as the tables record them. */
  readonly compiler: string;
  /** Bytes of the return address that a call pushes, which `-fstack-usage` leaves out. */
  readonly pushedByCall: number;
}

/** The instruction sets, beyond every core's, that kernels are written for; what a name without one of them ends in is generic. */
const notRun: Partial<Readonly<Record<Core, RegExp>>> = {
  'cortex-m4': /_fpu|_mve/,
  'cortex-m4f': /_mve/,
  'cortex-m7': /_mve/,
  'cortex-m33': /_mve/,
  // Only what it runs beyond an M4F, whose rows stand for the others.
  'cortex-m55': /^(?!\w*_mve)/,
};

/** Whether what a header declares is measured on a core. */
export const runsHeader = (core: Core, header: string): boolean => !(notRun[core] ?? /_dsp|_fpu|_mve/).test(header);

export const run = async (tool: string, parameters: readonly string[], cwd: string): Promise<string> =>
  (await promisify(execFile)(tool, parameters, { encoding: 'utf8', cwd, maxBuffer: 1 << 27 })).stdout;

/** @throws where its compiler is not installed */
export const toolchainOf = async (core: Core): Promise<Toolchain> => {
  const prefix = core === 'avr' ? 'avr' : 'arm-none-eabi';
  const flags = core === 'avr' ? ['-mmcu=atmega328p'] : (emulationOf({ core, board: null })?.flags ?? []);
  if (flags.length === 0) throw new Error(`no compiler flags are known for ${core}`);
  const version = (await run(`${prefix}-gcc`, ['-dumpfullversion', '-dumpversion'], '.')).trim();
  return {
    core,
    prefix,
    flags,
    compiler: `${prefix}-gcc ${version}`,
    pushedByCall: prefix === 'avr' ? 2 : 0,
  };
};
