import { execFile } from 'node:child_process';
import { installCommand } from '@tinyml/codegen';
import { TinymlError } from '@tinyml/core';
import { table } from '../render/table.ts';
import { printJson } from '../report.ts';
import type { Command } from '../terminal.ts';
import { addCommand } from '../package-manager.ts';
import { findTraining, type Training } from '../training.ts';
import { tinymlVersion } from '../version.ts';

interface Tool {
  readonly name: string;
  readonly command: string;
  readonly parameters: readonly string[];
  readonly purpose: string;
  readonly install: string;
}

const tools: readonly Tool[] = [
  { name: 'C compiler', command: process.env['CC'] ?? 'cc', parameters: ['--version'], purpose: 'verify on this machine', install: installCommand('cc') ?? '' },
  { name: 'Arm compiler', command: 'arm-none-eabi-gcc', parameters: ['--version'], purpose: 'verify and bench Cortex-M code', install: installCommand('arm-none-eabi-gcc') ?? '' },
  { name: 'QEMU for Arm', command: 'qemu-system-arm', parameters: ['--version'], purpose: 'verify and bench Cortex-M code', install: installCommand('qemu-system-arm') ?? '' },
  { name: 'RISC-V compiler', command: 'riscv64-unknown-elf-gcc', parameters: ['--version'], purpose: 'verify and bench RISC-V code', install: installCommand('riscv64-unknown-elf-gcc') ?? '' },
  { name: 'QEMU for RISC-V', command: 'qemu-system-riscv32', parameters: ['--version'], purpose: 'verify and bench RISC-V code', install: installCommand('qemu-system-riscv32') ?? '' },
  { name: 'QEMU for RISC-V, 64 bits', command: 'qemu-system-riscv64', parameters: ['--version'], purpose: 'verify and bench RISC-V code', install: installCommand('qemu-system-riscv64') ?? '' },
  { name: 'AVR compiler', command: 'avr-gcc', parameters: ['--version'], purpose: 'verify and bench AVR code', install: installCommand('avr-gcc') ?? '' },
  { name: 'QEMU for AVR', command: 'qemu-system-avr', parameters: ['--version'], purpose: 'verify and bench AVR code', install: installCommand('qemu-system-avr') ?? '' },
  { name: 'PlatformIO', command: 'pio', parameters: ['--version'], purpose: 'compile and flash the project', install: 'pip install platformio' },
]; // prettier-ignore

/** The first version-like word that a program says about itself; null where it cannot be run. */
const versionOf = ({ command, parameters }: Tool, signal: AbortSignal): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(command, parameters, { timeout: 20_000, signal }, (error, stdout) => {
      const [line = ''] = stdout.split('\n');
      resolve(error === null ? (/\d+\.\d+[\w.+-]*/.exec(line)?.[0] ?? line.trim()) : null);
    });
  });

const tensorflow = (training: Training | undefined) => ({
  name: 'native TensorFlow',
  purpose: 'train fast; without it in JavaScript, about 100 times slower',
  install: training === undefined ? addCommand('.', '@tinyml/training') : 'npx tinyml-setup-tfjs',
});

/** Loads it: a library that is there but broken does not count. */
const tensorflowVersion = async (training: Training | undefined): Promise<string | null> => {
  if (training?.environment()['backend'] !== 'tensorflow') return null;
  try {
    return await training.load();
  } catch (error) {
    if (error instanceof TinymlError) return null;
    throw error;
  }
};

const command: Command = async (_, __, terminal) => {
  const versions = await Promise.all(tools.map((tool) => versionOf(tool, terminal.signal)));
  const training = await findTraining('.');
  const found = [
    ...tools.map(({ name, command: program, purpose, install }, i) => ({
      name,
      command: program,
      version: versions[i] ?? null,
      purpose,
      install,
    })),
    { ...tensorflow(training), command: null, version: await tensorflowVersion(training) },
  ];
  if (terminal.json) {
    printJson(
      { schema: 'tinyml-doctor/1', tinyml: tinymlVersion(), node: process.versions.node, tools: found },
      terminal,
    );
    return 0;
  }
  const { style, out } = terminal;
  const yes = style.green('✓');
  out(
    table([
      [yes, 'tinyml', tinymlVersion(), ''],
      [yes, 'Node.js', process.versions.node, style.dim('everything')],
      ...found.map(({ name, version, purpose }) => [
        version === null ? style.yellow('–') : yes,
        name,
        version ?? style.yellow('not found'),
        style.dim(purpose),
      ]),
    ]),
  );
  for (const { name, version, install, purpose } of found) {
    if (version === null) out(`\n${name}, needed to ${purpose}:\n  ${style.cyan(install)}\n`);
  }
  return 0;
};

export default command;
