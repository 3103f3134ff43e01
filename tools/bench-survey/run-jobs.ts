import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildEvent } from '@tinyml/core/internal';
import { dataOf } from './data.ts';
import { jobFolder, jobName, nextJob, totalSeconds, trainedPrefixes, type Job } from './job.ts';
import { manifestOf } from './manifest.ts';
import type { Measured, RowMessage } from './measured.ts';
import type { Settings } from './settings.ts';

export interface RunOptions {
  readonly settings: Settings;
  /** Scratch folder for manifests and firmware. */
  readonly work: string;
  readonly cache: string;
  /** Processes at once. */
  readonly jobs: number;
  say(line: string): void;
}

const script = fileURLToPath(new URL('measure-row.ts', import.meta.url));

/** Runs one job in a process of its own. @throws Error with what the process said where it fails */
const measureJob = (
  job: Job,
  { cache, settings, work }: RunOptions,
  onEvent: (event: BuildEvent) => void,
): Promise<Measured> => {
  const folder = join(work, jobFolder(job));
  const manifest = join(folder, 'tinyml.yaml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, manifestOf(job, dataOf(job.network, work), settings));
  const child = fork(script, [manifest, cache], {
    execArgv: ['--conditions=@tinyml/source', '--import', 'tsx'],
    // One thread each: two processes on two cores do more than one on both.
    env: { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1', ...process.env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    let measured: Measured | undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('message', (message: RowMessage) => {
      if (message.type === 'measured') measured = message.measured;
      else onEvent(message.event);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (measured !== undefined && code === 0) resolve(measured);
      else reject(new Error(`${jobName(job)} (${manifest}) ended with ${String(code ?? signal)}\n${said}`));
    });
  });
};

const minutes = (seconds: number): string =>
  seconds < 90 ? `${String(Math.round(seconds))} s` : `${String(Math.round(seconds / 60))} min`;

/** Seconds between two lines about what is running. */
const statusEvery = 60;

export interface Finished {
  readonly job: Job;
  readonly measured: Measured;
}

export interface Outcome {
  readonly finished: readonly Finished[];
  /** Names of the jobs that failed; why has been said. */
  readonly failures: readonly string[];
}

/**
 * Runs all jobs, several at once, longest first. What a stage gave lies in the cache: a bench that was interrupted
 * goes on where it was. A job that fails does not end the others.
 */
export const runJobs = async (all: readonly Job[], options: RunOptions): Promise<Outcome> => {
  const { settings, say } = options;
  const trained = new Set<string>();
  const waiting = [...all];
  const running = new Map<Job, { doing: string; saved: number }>();
  const finished: Finished[] = [];
  const failures: string[] = [];
  const started = performance.now();
  const elapsed = (): number => (performance.now() - started) / 1000;
  const total = totalSeconds(all, settings, trained);
  say(`${String(all.length)} runs, about ${minutes(total / options.jobs)} where nothing is in the cache`);

  // What is left by the estimate, stretched by how far the estimate was off so far.
  const status = (): string => {
    const saved = [...running.values()].reduce((sum, state) => sum + state.saved, 0);
    const left = totalSeconds([...running.keys(), ...waiting], settings, trained) - saved;
    const pace = total - left < 60 ? 1 / options.jobs : elapsed() / (total - left);
    return `${String(finished.length)} of ${String(all.length)}, ${minutes(elapsed())} gone, about ${minutes(left * pace)} left`;
  };
  const ticker = setInterval(() => {
    const doing = [...running].map(([job, state]) => `${jobName(job)}: ${state.doing}`);
    say(`  … ${status()}; ${doing.join('; ')}`);
  }, statusEvery * 1000);

  const work = async (job: Job): Promise<void> => {
    const state = { doing: 'starting', saved: 0 };
    const training = new Map(trainedPrefixes(job, settings).map((prefix) => [prefix.pass, prefix]));
    running.set(job, state);
    try {
      const measured = await measureJob(job, options, (event) => {
        if (event.type === 'stage-started') state.doing = event.stage;
        if (event.type === 'progress') {
          state.saved = event.done * (training.get(event.stage)?.seconds ?? 0);
          state.doing = `${event.stage} ${String(Math.round(event.done * 100))} % ${event.what ?? ''}`.trimEnd();
        }
        if (event.type === 'stage-finished') {
          const key = training.get(event.stage)?.key;
          if (key !== undefined) trained.add(key);
          state.saved = 0;
        }
        if (event.type === 'stage-finished' && !event.cached && event.seconds > 5)
          say(`    ${jobName(job)}: ${event.stage}, ${event.seconds.toFixed(0)} s: ${event.summary}`);
        if (event.type === 'diagnostic' && event.diagnostic.severity !== 'note')
          say(`    ${jobName(job)}: ${event.diagnostic.code} ${event.diagnostic.message}`);
      });
      finished.push({ job, measured });
      say(`✓ ${jobName(job)}: ${(measured.accuracy * 100).toFixed(2)} %; ${status()}`);
    } catch (error) {
      failures.push(jobName(job));
      say(`✗ ${(error as Error).message}`);
    } finally {
      running.delete(job);
    }
  };

  const lane = async (): Promise<void> => {
    while (waiting.length > 0) {
      const job = nextJob(waiting, [...running.keys()], settings, trained);
      if (job === undefined) {
        // All that is left begins with what another lane is training.
        await new Promise((resolve) => setTimeout(resolve, 500));
        continue;
      }
      waiting.splice(waiting.indexOf(job), 1);
      await work(job);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.jobs }, lane));
  } finally {
    clearInterval(ticker);
  }
  return { finished, failures };
};
