import { parentPort, workerData } from 'node:worker_threads';
import { nothingLeft, refuseExit, strayError } from '@tinyml/core/internal';
import type { Console } from './console.ts';
import { dispatch, roughOptions } from './dispatch.ts';
import { reportThrown } from './failure.ts';
import { makeTerminal } from './terminal.ts';

/** What a thread is started with. */
export interface ThreadStart {
  readonly words: readonly string[];
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
}

/** What a thread tells: its output, in order, and at last its exit status. */
export type ThreadMessage = { readonly out: string } | { readonly err: string } | { readonly end: number };

/**
 * Runs a command line in a thread of its own, so that the main one is always free to end the process: a stage may
 * compute for long without looking up. Any message from the main thread means that the user has had enough.
 */
export const runThread = async (): Promise<void> => {
  const port = parentPort;
  if (port === null) throw new Error('not a thread');
  const { words, outIsTerminal, errIsTerminal } = workerData as ThreadStart;
  const post = (message: ThreadMessage): void => {
    port.postMessage(message);
  };
  const console: Console = {
    outIsTerminal,
    errIsTerminal,
    out: (out) => {
      post({ out });
    },
    err: (err) => {
      post({ err });
    },
  };
  const controller = new AbortController();
  port.once('message', () => {
    controller.abort();
  });
  // Not a reason to go on: a promise that never settles is to be noticed.
  port.unref();
  const leave = process.exit.bind(process);
  const end = (status: number): void => {
    post({ end: status });
    leave();
  };
  let failed = false;
  const fail = (error: unknown): void => {
    if (failed) return;
    failed = true;
    void reportThrown(error, makeTerminal(roughOptions(words), controller.signal, console)).then(end);
  };
  // Packages' code may leave a timer that throws, wait for nothing, or end the process: that is told of as theirs.
  process.on('uncaughtException', (error) => {
    const stray = strayError(error);
    if (stray !== 'handled') fail(stray ?? error);
  });
  process.on('beforeExit', () => {
    if (!nothingLeft()) fail(new Error('the command waits for something that cannot come'));
  });
  process.exit = (code) => {
    refuseExit();
    return leave(code);
  };
  const status = await dispatch(words, console, controller.signal);
  if (!failed) end(status);
};
