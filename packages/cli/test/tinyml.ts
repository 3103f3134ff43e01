import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The folder of models beside the repository; undefined where it is missing. */
export const sharedModels = ((): string | undefined => {
  const folder = join(process.env['TINYML_SHARED'] ?? resolve(root, '../shared'), 'models');
  return existsSync(folder) ? folder : undefined;
})();

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with what was written to stderr so far. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the command on the sources, as a process of its own. */
export const tinyml = (words: readonly string[], { cwd, env, onStderr }: RunOptions = {}): Promise<Outcome> =>
  new Promise((done, fail) => {
    const parameters = [
      '--conditions=@tinyml/source',
      '--import',
      import.meta.resolve('tsx'),
      join(root, 'packages/cli/src/main.ts'),
      ...words,
    ];
    const child = spawn(process.execPath, parameters, {
      cwd: cwd ?? root,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onStderr?.(stderr, (signal) => child.kill(signal));
    });
    child.on('error', fail);
    child.on('close', (status) => {
      done({ status, stdout, stderr });
    });
  });

/** A temporary folder for the time of `use`. */
export const inFolder = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'tinyml-cli-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
