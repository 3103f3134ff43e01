import { reportThrown } from './failure.ts';
import type { Console } from './console.ts';
import { makeTerminal, type CommonOptions } from './terminal.ts';

/** Options that failures of the command line itself are reported with. */
export const roughOptions = (words: readonly string[]): CommonOptions => ({
  json: words.includes('--json'),
  verbose: words.includes('--verbose') || words.includes('-v'),
  color: !words.includes('--no-color'),
});

const usageError = async (
  words: readonly string[],
  error: { readonly code: string; readonly message: string },
): Promise<Error> => {
  const [{ TinymlError, didYouMean }, { usage, unknownCommand }, { commands }] = await Promise.all([
    import('@tinyml/core'),
    import('./diagnostics/command-line.ts'),
    import('./commands/table.ts'),
  ]);
  const names = commands.map(({ name }) => name);
  const word = words.find((candidate) => !candidate.startsWith('-')) ?? '';
  if (error.code === 'commander.unknownCommand') return new TinymlError(unknownCommand(word, didYouMean(word, names)));
  const message = error.message.replace(/^error: /, '').replace(/\.$/, '');
  const option = /unknown option '(-[^']*)'/.exec(message)?.[1];
  const spec = commands.find(({ name }) => name === word);
  const flags = [
    '--json',
    '--quiet',
    '--verbose',
    '--no-color',
    '--cache-dir',
    '--no-cache',
    '--no-remote-cache',
    '--jobs',
    ...(spec?.options ?? []).map((own) => own.flags.split(' ')[0] ?? ''),
  ];
  const near = option === undefined ? undefined : didYouMean(option.split('=')[0] ?? '', flags);
  return new TinymlError(
    usage(message, near ?? `\`tinyml ${spec === undefined ? '' : `${spec.name} `}--help\` shows how it is used`),
  );
};

const run = async (words: readonly string[], console: Console, signal: AbortSignal): Promise<number> => {
  const { parseCommandLine } = await import('./program.ts');
  let invocation;
  try {
    invocation = parseCommandLine(words.length === 0 ? ['--help'] : words, (text) => {
      console.out(text);
    });
  } catch (error) {
    const known = error as { code?: unknown; message: string };
    if (typeof known.code !== 'string' || !known.code.startsWith('commander.')) throw error;
    throw await usageError(words, { code: known.code, message: known.message });
  }
  if (invocation === undefined) return 0;
  const { command, parameters, options } = invocation;
  const perform = await command.load();
  return perform(parameters, options as never, makeTerminal(options, signal, console));
};

/** Runs one command line to its end: all that goes wrong is reported. @returns the exit status */
export const dispatch = async (words: readonly string[], console: Console, signal: AbortSignal): Promise<number> => {
  try {
    return await run(words, console, signal);
  } catch (error) {
    return reportThrown(error, makeTerminal(roughOptions(words), signal, console));
  }
};
