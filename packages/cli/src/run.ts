import { reportThrown } from './failure.ts';
import { makeTerminal, type CommonOptions, type Terminal } from './terminal.ts';
import { tinymlVersion } from './version.ts';

/** Options that failures of the command line itself are reported with. */
const roughOptions = (words: readonly string[]): CommonOptions => ({
  json: words.includes('--json'),
  verbose: words.includes('--verbose') || words.includes('-v'),
  color: !words.includes('--no-color'),
});

const usageError = async (
  words: readonly string[],
  error: { readonly code: string; readonly message: string },
): Promise<Error> => {
  const [{ TinymlError, usage, unknownCommand, didYouMean }, { commands }] = await Promise.all([
    import('@tinyml/core'),
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
    '--jobs',
    ...(spec?.options ?? []).map((own) => own.flags.split(' ')[0] ?? ''),
  ];
  const near = option === undefined ? undefined : didYouMean(option.split('=')[0] ?? '', flags);
  return new TinymlError(
    usage(message, near ?? `\`tinyml ${spec === undefined ? '' : `${spec.name} `}--help\` shows how it is used`),
  );
};

const dispatch = async (words: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> => {
  const { parseCommandLine } = await import('./program.ts');
  let invocation;
  try {
    invocation = parseCommandLine(words.length === 0 ? ['--help'] : words, terminal.out);
  } catch (error) {
    const known = error as { code?: unknown; message: string };
    if (typeof known.code !== 'string' || !known.code.startsWith('commander.')) throw error;
    throw await usageError(words, { code: known.code, message: known.message });
  }
  if (invocation === undefined) return 0;
  const { command, parameters, options } = invocation;
  const own = makeTerminal(options, signal);
  const run = await command.load();
  return run(parameters, options as never, own);
};

/** Ends the process once all that was written is out: a pipe takes its time. */
const finish = (code: number): void => {
  process.exitCode = code;
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
};

/** Runs one command line to its end, and ends the process with its exit status. */
export const runMain = async (words: readonly string[]): Promise<void> => {
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever read our output has gone (`tinyml boards | head`): nobody is left to tell.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
  if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
    process.stdout.write(`${tinymlVersion()}\n`);
    return;
  }
  const controller = new AbortController();
  let asked = false;
  const interrupt = (): void => {
    if (asked) process.exit(130);
    asked = true;
    controller.abort();
    // A stage may be deep in a computation and never look up.
    setTimeout(() => process.exit(130), 2000).unref();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const terminal = makeTerminal(roughOptions(words), controller.signal);
  try {
    finish(await dispatch(words, terminal, controller.signal));
  } catch (error) {
    finish(await reportThrown(error, terminal));
  }
};
