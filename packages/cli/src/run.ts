import { SHARE_ENV, Worker, type WorkerOptions } from 'node:worker_threads';
import { processConsole } from './console.ts';
import { dispatch, roughOptions } from './dispatch.ts';
import { reportInterrupted, reportThrown } from './failure.ts';
import { runAgain } from './run-again.ts';
import { makeTerminal } from './terminal.ts';
import type { ThreadMessage, ThreadStart } from './thread.ts';
import { tinymlVersion } from './version.ts';

/** How long a command may take to end in order after a signal. */
const graceMs = 700;

/** Commands that only show or ask something; all others may compute for long, and do so in a thread of their own. */
const short = new Set(['init', 'boards', 'cache', 'doctor', 'flash', 'monitor', 'schema']);

const isShort = (words: readonly string[]): boolean => {
  const word = words.find((candidate) => !candidate.startsWith('-'));
  if (word === 'cache' && words.some((other) => ['push', 'pull', 'export'].includes(other))) return false;
  return word === undefined || short.has(word) || words.includes('--help') || words.includes('-h');
};

/** Ends the process once all that was written is out: a pipe takes its time. */
const finish = (code: number): void => {
  process.exitCode = code;
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
};

const startThread = (entry: URL, workerData: ThreadStart): Worker => {
  // The environment is shared: native libraries read what is set in it.
  const options: WorkerOptions = { workerData, env: SHARE_ENV };
  if (!entry.pathname.endsWith('.ts')) return new Worker(entry, options);
  // A checkout runs on its sources by way of tsx, which a thread does not take over from the process.
  const tsx = import.meta.resolve('tsx/esm/api');
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => (register(), import(${JSON.stringify(entry.href)})));`;
  return new Worker(code, { ...options, eval: true });
};

/** Runs the command line in a thread. @returns its exit status; undefined where it ended without one */
const runInThread = (
  words: readonly string[],
  entry: URL,
  signal: AbortSignal,
  onOutput: () => void,
): Promise<number | undefined> =>
  new Promise((done, fail) => {
    const { out, err, outIsTerminal, errIsTerminal } = processConsole();
    const thread = startThread(entry, { words, outIsTerminal, errIsTerminal });
    const stop = (): void => {
      thread.postMessage('stop');
    };
    let status: number | undefined;
    signal.addEventListener('abort', stop);
    thread.on('message', (message: ThreadMessage) => {
      if ('end' in message) status = message.end;
      else if ('err' in message) err(message.err);
      else {
        onOutput();
        out(message.out);
      }
    });
    thread.on('error', fail);
    thread.on('exit', () => {
      signal.removeEventListener('abort', stop);
      done(status);
    });
  });

/** Runs one command line to its end, and ends the process with its exit status. `entry`: this program's main module. */
export const runMain = async (words: readonly string[], entry: URL): Promise<void> => {
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
  const terminal = makeTerminal(roughOptions(words), controller.signal);
  let hasOutput = false;
  let asked = false;
  const interrupt = (): void => {
    if (asked) process.exit(130);
    asked = true;
    controller.abort();
    // It may be deep in a computation and never look up; what it wrote so far is whole files.
    setTimeout(() => {
      // Whoever reads our output may have stopped to.
      setTimeout(() => process.exit(130), 100);
      finish(hasOutput ? 130 : reportInterrupted(terminal));
    }, graceMs).unref();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  if (isShort(words)) {
    finish(await dispatch(words, processConsole(), controller.signal));
    return;
  }
  try {
    let status: number | undefined = runAgain;
    while (status === runAgain && !controller.signal.aborted)
      status = await runInThread(words, entry, controller.signal, () => {
        hasOutput = true;
      });
    if (status === undefined) throw new Error('the command ended without a result');
    finish(controller.signal.aborted ? 130 : status);
  } catch (error) {
    finish(await reportThrown(error, terminal));
  }
};
