import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { notEmulated, TinymlError, type Core } from '@tinyml/core';
import { runProcess, type ProcessResult } from './process.ts';

/** How a core is compiled for and emulated. */
export interface Emulation {
  /** QEMU's name of the board. */
  readonly machine: string;
  /** The core on that board: it may run more instructions than the one that is compiled for. */
  readonly core: Core;
  readonly flags: readonly string[];
}

const soft = ['-mthumb'];
const hard = ['-mthumb', '-mfloat-abi=hard'];

const emulations: Partial<Readonly<Record<Core, Emulation>>> = {
  'cortex-m0': { machine: 'mps2-an385', core: 'cortex-m3', flags: [...soft, '-mcpu=cortex-m0'] },
  'cortex-m0plus': { machine: 'mps2-an385', core: 'cortex-m3', flags: [...soft, '-mcpu=cortex-m0plus'] },
  'cortex-m3': { machine: 'mps2-an385', core: 'cortex-m3', flags: [...soft, '-mcpu=cortex-m3'] },
  'cortex-m4': { machine: 'mps2-an386', core: 'cortex-m4f', flags: [...soft, '-mcpu=cortex-m4'] },
  'cortex-m4f': {
    machine: 'mps2-an386',
    core: 'cortex-m4f',
    flags: [...hard, '-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16'],
  },
  'cortex-m7': { machine: 'mps2-an500', core: 'cortex-m7', flags: [...hard, '-mcpu=cortex-m7', '-mfpu=fpv5-d16'] },
  'cortex-m33': { machine: 'mps2-an500', core: 'cortex-m7', flags: [...hard, '-mcpu=cortex-m33', '-mfpu=fpv5-sp-d16'] },
};

/** QEMU's machine for a core, undefined where none is supported. */
export const emulationOf = (core: Core): Emulation | undefined => emulations[core];

/** The same. @throws TinymlError (TML621) where there is none. */
export const needEmulation = (core: Core): Emulation => {
  const emulation = emulations[core];
  if (emulation === undefined) throw new TinymlError(notEmulated(core, Object.keys(emulations)));
  return emulation;
};

/** Start-up code and linker script. */
const folder = fileURLToPath(new URL('../../c/qemu/', import.meta.url));

/** A program to be linked: `parameters` are further flags and sources, with paths as seen from `cwd`. */
export interface CrossCompilation {
  readonly cwd: string;
  readonly parameters: readonly string[];
  readonly output: string;
  readonly signal?: AbortSignal;
}

/** Compiles and links a program for an emulated core. @throws TinymlError (TML620) */
export const crossCompile = async (
  { flags }: Emulation,
  { cwd, output, parameters, signal }: CrossCompilation,
): Promise<void> => {
  const fixed = ['-std=c99', '-ffunction-sections', '-fdata-sections', '-Wl,--gc-sections', '-nostartfiles'];
  const startUp = ['-T', join(folder, 'mps2.ld'), join(folder, 'boot.c')];
  await runProcess('arm-none-eabi-gcc', [...flags, ...fixed, ...startUp, ...parameters, '-lm', '-o', output], {
    cwd,
    purpose: 'compile the generated C',
    ...(signal === undefined ? {} : { signal }),
  });
};

export interface EmulatedRun {
  readonly cwd: string;
  readonly program: string;
  /** Further parameters of QEMU. */
  readonly parameters: readonly string[];
  readonly signal?: AbortSignal;
  /** Takes what QEMU writes to stderr, the emulated program's text included, instead of it being collected. */
  readonly onOutput?: (chunk: string) => void;
}

/** Runs a program on an emulated core to its end. @throws TinymlError (TML620) */
export const runEmulated = (
  { machine }: Emulation,
  { cwd, onOutput, parameters, program, signal }: EmulatedRun,
): Promise<ProcessResult> =>
  runProcess(
    'qemu-system-arm',
    [
      ...['-M', machine, '-display', 'none', '-monitor', 'none', '-serial', 'none'],
      ...['-semihosting-config', 'enable=on,target=native', ...parameters, '-kernel', program],
    ],
    {
      cwd,
      purpose: `run the generated C on ${machine}`,
      timeout: 300_000,
      ...(signal === undefined ? {} : { signal }),
      ...(onOutput === undefined ? {} : { onErrorOutput: onOutput }),
    },
  );
