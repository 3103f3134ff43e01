import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { commands, type CommandSpec } from './commands/table.ts';
import type { CommonOptions } from './terminal.ts';
import { tinymlVersion } from './version.ts';

/** What the command line asks for. */
export interface Invocation {
  readonly command: CommandSpec;
  readonly parameters: readonly string[];
  readonly options: CommonOptions;
}

const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('it must be a whole number above zero.');
  return Number(text);
};

const withCommonOptions = (command: Command): Command =>
  command
    .option('--json', 'print one JSON document on stdout, and nothing else there')
    .option('-q, --quiet', 'only warnings and errors')
    .option('-v, --verbose', 'more about what is done, and the stack of a bug')
    .option('--no-color', 'no colours')
    .option('--cache-dir <dir>', "the cache's folder; default: TINYML_CACHE_DIR, or that of the system")
    .option('--no-cache', 'neither read nor write the cache')
    .option('--no-remote-cache', 'leave the cache alone that a team shares')
    .option('--print-after <stage>', 'print the graph after a stage of a build, or after `all`')
    .addOption(
      new Option('--jobs <n>', 'threads or processes that run samples at once; default: one for each core').argParser(
        wholeNumber,
      ),
    );

/** Reads the command line. @returns undefined where help or the version was asked for and printed. @throws CommanderError */
export const parseCommandLine = (words: readonly string[], out: (text: string) => void): Invocation | undefined => {
  let invocation: Invocation | undefined;
  const program = new Command('tinyml')
    .description('turns a trained model into C firmware for a microcontroller')
    .version(tinymlVersion(), '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: () => undefined })
    .showSuggestionAfterError(false)
    .addHelpText('after', '\nEach command has its own --help. A manifest is a file, or a folder with a tinyml.yaml.');
  for (const spec of commands) {
    const command = withCommonOptions(
      program.command(`${spec.name} ${spec.parameters}`.trim()).description(spec.summary),
    );
    command.exitOverride().configureOutput({ writeOut: out, writeErr: () => undefined });
    for (const { flags, description } of spec.options ?? []) {
      command.addOption(
        flags.includes('<n>') ? new Option(flags, description).argParser(wholeNumber) : new Option(flags, description),
      );
    }
    command.action(() => {
      invocation = { command: spec, parameters: command.args, options: command.opts() };
    });
  }
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return undefined;
    throw error;
  }
  return invocation;
};
