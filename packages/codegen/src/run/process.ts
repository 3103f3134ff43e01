import { spawn } from 'node:child_process';
import { TinymlError } from '@tinyml/core';
import { toolFailed, toolMissing } from '../diagnostics/kernels.ts';
import { installCommand } from './tool-packages.ts';

export interface ProcessOptions {
  readonly cwd?: string;
  readonly input?: Uint8Array;
  readonly signal?: AbortSignal;
  /** What the program is run for, in words after "could not". */
  readonly purpose: string;
  /** Milliseconds; default 120,000. */
  readonly timeout?: number;
  /** Takes what the program writes to stderr, instead of it being collected. */
  readonly onErrorOutput?: (chunk: string) => void;
  /** The program does not end by itself: it is ended when it writes this to stdout; the group is its exit status. */
  readonly lastLine?: RegExp;
}

export interface ProcessResult {
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-12).join('\n');

/** Runs a program to its end. @throws TinymlError (TML620) when it is missing, fails or takes too long. */
export const runProcess = (
  command: string,
  parameters: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> =>
  new Promise((resolve, reject) => {
    const { cwd, input, lastLine, onErrorOutput, purpose, signal, timeout = 120_000 } = options;
    const child = spawn(command, parameters, {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal }),
    });
    const stdout: Uint8Array[] = [];
    let stderr = '';
    let said: number | undefined;
    let tail = '';
    child.stdout.on('data', (chunk: Uint8Array) => {
      stdout.push(chunk);
      if (lastLine === undefined) return;
      tail = `${tail}${Buffer.from(chunk).toString('latin1')}`.slice(-chunk.length - 80);
      const [, status] = lastLine.exec(tail) ?? [];
      if (status === undefined) return;
      said = Number(status);
      child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', onErrorOutput ?? ((chunk: string) => (stderr += chunk)));
    // A program that ends early closes its end; its exit status tells more than the broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.name === 'AbortError') reject(error);
      else if (error.code === 'ENOENT') reject(new TinymlError(toolMissing(command, purpose, installCommand(command))));
      else reject(new TinymlError(toolFailed(command, purpose, error.message)));
    });
    child.on('close', (ended, killed) => {
      const status = said ?? ended;
      if (status === 0) resolve({ stdout: Buffer.concat(stdout), stderr });
      else {
        const how = killed === null || said !== undefined ? `exit status ${String(status)}` : `ended by ${killed}`;
        reject(new TinymlError(toolFailed(command, purpose, `${how}\n${lastLines(stderr)}`.trim())));
      }
    });
  });
