// The real command: what a user starts, on compiled code, as a process of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
export const binary = join(root, 'packages/cli/bin/tinyml.js');
/** What these tests need: the compiled command. */
export const compiled = join(root, 'packages/cli/dist/main.js');

export interface Ended {
  /** null where a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Highest resident memory in bytes; 0 where the process could not tell. */
  readonly peakBytes: number;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told of the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void;
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** Has the process write its peak memory to file descriptor 3 as it ends. */
const reportPeak = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('exit', () => { try { writeSync(3, String(process.resourceUsage().maxRSS)); } catch {} });",
)}`;

export const start = (command: string, words: readonly string[], options: StartOptions = {}): Promise<Ended> =>
  new Promise((done, fail) => {
    const began = performance.now();
    const { NODE_OPTIONS: _, TINYML_CACHE_DIR: __, GITHUB_ACTIONS: ___, ...inherited } = process.env;
    const child = spawn(command, words, {
      cwd: options.cwd ?? root,
      env: { ...inherited, ...options.env } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let [stdout, stderr, peak] = ['', '', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      options.onStderr?.(stderr, child);
    });
    child.stdio[3]?.on('data', (text: Buffer) => (peak += text.toString()));
    child.on('error', fail);
    child.on('close', (status, signal) => {
      const seconds = (performance.now() - began) / 1000;
      done({ status, signal, stdout, stderr, seconds, peakBytes: Number(peak) * 1024 });
    });
    options.onStart?.(child);
  });

export const tinyml = (words: readonly string[], options: StartOptions = {}): Promise<Ended> =>
  start(process.execPath, ['--import', reportPeak, binary, ...words], options);

/** The middle one of `count` runs' seconds. */
export const medianSeconds = async (count: number, run: () => Promise<Ended>): Promise<number> => {
  const seconds: number[] = [];
  for (let i = 0; i < count; i++) seconds.push((await run()).seconds);
  return seconds.sort((a, b) => a - b)[count >> 1] ?? 0;
};

/** Seconds that `node -e 0` takes now: the unit of every time that is asserted, since machines differ. */
export const nodeSeconds = (): Promise<number> => medianSeconds(5, () => start(process.execPath, ['-e', '0']));

/** A temporary folder for the time of `use`. */
export const inFolder = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'tinyml-e2e-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Runs `use` on every item, `width` at a time. */
export const eachAtOnce = async <T>(
  items: readonly T[],
  width: number,
  use: (item: T, index: number) => Promise<void>,
): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await use(items[index] as T, index);
  };
  // All have ended when this fails: what they work on may be removed then.
  const ended = await Promise.allSettled(Array.from({ length: width }, worker));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
};
