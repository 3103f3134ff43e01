import { TinymlError, type Core, type Target } from '@tinyml/core';
import { notEmulated } from '../diagnostics/kernels.ts';
import { runProcess, type ProcessResult } from './process.ts';
import { avrSerial, mps2, mps3, virt32, virt64, type Toolchain } from './toolchain.ts';

/** How a core is compiled for and emulated. */
export interface Emulation {
  /** QEMU's name of the board. */
  readonly machine: string;
  /** The core on that board: it may run more instructions than the one that is compiled for. */
  readonly core: Core;
  readonly flags: readonly string[];
  readonly tools: Toolchain;
}

const hard = '-mfloat-abi=hard';
const on = (tools: Toolchain, machine: string, core: Core, ...flags: readonly string[]): Emulation => ({
  tools,
  machine,
  core,
  flags,
});

const emulations: Partial<Readonly<Record<Core, Emulation>>> = {
  'cortex-m0': on(mps2, 'mps2-an385', 'cortex-m3', '-mcpu=cortex-m0'),
  'cortex-m0plus': on(mps2, 'mps2-an385', 'cortex-m3', '-mcpu=cortex-m0plus'),
  'cortex-m3': on(mps2, 'mps2-an385', 'cortex-m3', '-mcpu=cortex-m3'),
  'cortex-m4': on(mps2, 'mps2-an386', 'cortex-m4f', '-mcpu=cortex-m4'),
  'cortex-m4f': on(mps2, 'mps2-an386', 'cortex-m4f', hard, '-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16'),
  'cortex-m7': on(mps2, 'mps2-an500', 'cortex-m7', hard, '-mcpu=cortex-m7', '-mfpu=fpv5-d16'),
  'cortex-m33': on(mps2, 'mps2-an500', 'cortex-m7', hard, '-mcpu=cortex-m33', '-mfpu=fpv5-sp-d16'),
  'cortex-m55': on(mps3, 'mps3-an547', 'cortex-m55', hard, '-mcpu=cortex-m55'),
  rv32imc: on(virt32, 'virt', 'rv32imac', '-march=rv32imc', '-mabi=ilp32'),
  rv32imac: on(virt32, 'virt', 'rv32imac', '-march=rv32imac', '-mabi=ilp32'),
  rv64gc: on(virt64, 'virt', 'rv64gc', '-march=rv64gc', '-mabi=lp64d', '-mcmodel=medany'),
  avr: on(avrSerial(true), 'mega2560', 'avr', '-mmcu=atmega2560'),
};

/** Boards that QEMU has a machine of their own for. */
const boardEmulations: Readonly<Record<string, Emulation>> = {
  uno: on(avrSerial(false), 'uno', 'avr', '-mmcu=atmega328p'),
};

type Emulated = Pick<Target, 'core' | 'board'>;

/** QEMU's machine for a target, undefined where none is supported. */
export const emulationOf = ({ board, core }: Emulated): Emulation | undefined =>
  (board === null ? undefined : boardEmulations[board]) ?? emulations[core];

/** The same. @throws TinymlError (TML621) where there is none. */
export const needEmulation = (target: Emulated): Emulation => {
  const emulation = emulationOf(target);
  if (emulation === undefined) throw new TinymlError(notEmulated(target.core, Object.keys(emulations)));
  return emulation;
};

/** A program to be linked: `parameters` are further flags and sources, with paths as seen from `cwd`. */
export interface CrossCompilation {
  readonly cwd: string;
  readonly parameters: readonly string[];
  readonly output: string;
  readonly signal?: AbortSignal;
}

/** Compiles and links a program for an emulated core. @throws TinymlError (TML620) */
export const crossCompile = async (
  { flags, tools }: Emulation,
  { cwd, output, parameters, signal }: CrossCompilation,
): Promise<void> => {
  const fixed = ['-ffunction-sections', '-fdata-sections', '-Wl,--gc-sections'];
  await runProcess(tools.compiler, [...flags, ...tools.flags, ...fixed, ...parameters, '-lm', '-o', output], {
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
  /** Takes what QEMU writes to stderr, instead of it being collected. */
  readonly onOutput?: (chunk: string) => void;
}

/** What a program on a serial line ends with: it has no other way to stop the machine. */
const lastLine = /tinyml: exit (\d+)\r?\n/;

/**
 * Runs a program on an emulated core to its end. What it writes itself comes on stderr by semihosting, on stdout by a
 * serial line. @throws TinymlError (TML620)
 */
export const runEmulated = (
  { machine, tools }: Emulation,
  { cwd, onOutput, parameters, program, signal }: EmulatedRun,
): Promise<ProcessResult> =>
  runProcess(
    tools.emulator,
    ['-M', machine, '-display', 'none', '-monitor', 'none', ...parameters, ...tools.load, program],
    {
      cwd,
      purpose: `run the generated C on ${machine}`,
      timeout: 300_000,
      ...(signal === undefined ? {} : { signal }),
      ...(onOutput === undefined ? {} : { onErrorOutput: onOutput }),
      ...(tools.writes === 'serial' ? { lastLine } : {}),
    },
  );
