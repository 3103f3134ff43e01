import { hostname } from 'node:os';
import { canonicalJson, isTinymlError, type Diagnostic } from '@tinyml/core';
import { type BuildOptions, type Candidate, type Json, type JobFrame, type SearchBench } from '@tinyml/core/internal';
import type * as BullMq from 'bullmq';
import { notForThisWorker, notTrusted, queueUnreachable } from '../diagnostics/queue.ts';
import { closable, type QueueSettings } from './connection.ts';
import { seal, unseal, type Envelope } from './envelope.ts';
import { getInputs, type BlobClient } from './input-store.ts';
import { cancelKey, mostBytes, queueName, readTask, type Task, type TaskResult } from './protocol.ts';

export interface WorkOptions {
  readonly concurrency: number;
  /** Passes whose code here may be another than that of a job. */
  readonly allow: ReadonlySet<string>;
  /** Milliseconds that a worker may be silent before its job goes to another. */
  readonly lease: number;
  readonly signal: AbortSignal;
  /** Opens what was fetched into a folder. */
  open(this: void, folder: string): Promise<SearchBench>;
  /** A new folder for inputs. */
  folder(this: void): string;
  /** Ends when nothing is left to do. */
  readonly once: boolean;
  report(this: void, diagnostic: Diagnostic): void;
  /** Told of each job that was done. */
  onDone(this: void, text: string): void;
}

/** Milliseconds between two looks at whether a search was given up. */
const interval = 500;

/** Jobs whose worker died are taken over so many times. */
const mostStalled = 20;

const same = (a: unknown, b: unknown): boolean =>
  canonicalJson((a ?? null) as Json) === canonicalJson((b ?? null) as Json);

/** Where a frame differs from this machine's, by the names of its parts. */
const differences = (own: JobFrame, asked: JobFrame): readonly string[] =>
  (['model', 'target', 'budget', 'data', 'code'] as const).flatMap((part) => {
    if (same(own[part], asked[part])) return [];
    if (part !== 'data' && part !== 'code') return [part];
    const names = new Set([...Object.keys(own[part]), ...Object.keys(asked[part])]);
    return [...names].filter((name) => own[part][name] !== asked[part][name]).map((name) => `${part} of ${name}`);
  });

/** The candidate of a task as this machine has it: only passes and options that its own search may try. undefined: it has no such one. */
const candidateOf = ({ space }: SearchBench, { steps }: Task): Candidate | string => {
  const found = steps.map(({ options, pass }) => {
    const domain = space.domains.find(({ reference }) => reference === pass);
    return domain?.ways.find((way) => same(way.options, options)) ?? pass;
  });
  const missing = found.find((step) => typeof step === 'string');
  if (missing !== undefined) return missing;
  return { steps: found.filter((step) => typeof step !== 'string') };
};

/** What this machine cannot do; another may. */
class NotHere extends Error {}

const benchOf = (benches: readonly SearchBench[], { frame: asked }: Task, allow: ReadonlySet<string>): SearchBench => {
  const allowed = (own: JobFrame): JobFrame => ({
    ...asked,
    code: Object.fromEntries(
      Object.entries(asked.code).map(([name, code]) => [name, allow.has(name) ? (own.code[name] ?? code) : code]),
    ),
  });
  const found = benches.find((bench) => same(bench.frame, allowed(bench.frame)));
  if (found !== undefined) return found;
  const [nearest] = benches
    .map((bench) => differences(bench.frame, allowed(bench.frame)))
    .toSorted((a, b) => a.length - b.length);
  throw new NotHere(
    nearest === undefined ? 'no manifest is here' : `differs from what is here in ${nearest.slice(0, 6).join(', ')}`,
  );
};

/** Does jobs of a queue until it is stopped. A job under way goes back then. */
export const work = async (
  { DelayedError, Queue, Worker }: typeof BullMq,
  { connection, key, shown }: QueueSettings,
  benches: readonly SearchBench[],
  build: BuildOptions,
  options: WorkOptions,
): Promise<void> => {
  const { allow, concurrency, lease, once, onDone, report, signal } = options;
  const name = `${hostname()}:${String(process.pid)}`;
  const link = closable(connection);
  const queue = new Queue(queueName, { connection: link.connection });
  let isAway = false;
  const away = (error: Error): void => {
    if (!isAway) report(queueUnreachable(shown, error.message));
    isAway = true;
  };
  queue.on('error', away);

  const fetched = new Map<string, Promise<SearchBench>>();
  const fetchBench = async (id: string): Promise<SearchBench> => {
    const folder = options.folder();
    const client = (await queue.client) as unknown as BlobClient;
    const problem = await getInputs(client, key, id, folder);
    if (problem !== undefined) throw new NotHere(`its inputs are not taken: ${problem}`);
    return options.open(folder);
  };
  /** A bench of this machine's own, else one by what the search brought. */
  const benchFor = async (task: Task): Promise<SearchBench> => {
    try {
      return benchOf(benches, task, allow);
    } catch (error) {
      if (task.inputs === null || !(error instanceof NotHere)) throw error;
      const known = fetched.get(task.inputs) ?? fetchBench(task.inputs);
      fetched.set(task.inputs, known);
      known.catch(() => fetched.delete(task.inputs ?? ''));
      return benchOf([await known], task, allow);
    }
  };

  const perform = async (
    task: Task,
    jobSignal: AbortSignal,
    progress: (stage: string, done: number) => void,
  ): Promise<TaskResult> => {
    const bench = await benchFor(task);
    const candidate = candidateOf(bench, task);
    if (typeof candidate === 'string') throw new NotHere(`has no pass ${candidate} in this form`);
    const performer = bench.performer({
      ...build,
      signal: jobSignal,
      onEvent(event) {
        if (event.type === 'progress') progress(event.stage, event.done);
      },
    });
    const { isOver, loss, outcome } = await performer(candidate, task.share);
    const { graph, lowered, refused, share, verdict } = outcome;
    return {
      schema: 'tinyml-result/1',
      worker: name,
      job: outcome.job,
      graph,
      refused: refused?.slice(0, 4000) ?? null,
      lowered: lowered && {
        kernels: lowered.kernels,
        flash: lowered.flash,
        ram: lowered.ram,
        cycles: lowered.cycles,
        over: lowered.over,
      },
      verdict: verdict && {
        quality: verdict.quality,
        loss: verdict.loss,
        bound: verdict.bound,
        outcomes: verdict.outcomes,
      },
      share,
      isOver,
      loss,
    };
  };

  const processor = async (job: BullMq.Job<unknown, Envelope>, token?: string): Promise<Envelope> => {
    const id = job.id ?? '';
    isAway = false;
    const body = unseal(key, 'task', id, job.data, mostBytes.task);
    const task = body === undefined ? undefined : readTask(body);
    if (task === undefined) {
      const why =
        body === undefined ? 'it is not signed with this key, or too large' : 'it is not of the form of a task';
      report(notTrusted('the task', id, why));
      throw new Error(`refused: ${why}`);
    }
    const stopped = new AbortController();
    const stop = (): void => {
      stopped.abort(signal.reason);
    };
    signal.addEventListener('abort', stop);
    const looking = setInterval(() => {
      void queue.client
        .then((client) =>
          (client as unknown as { exists(key: string): Promise<number> }).exists(cancelKey(task.search)),
        )
        .then((given) => {
          if (given === 1) stopped.abort(new Error('the search was given up'));
        })
        .catch(() => undefined);
    }, interval);
    let told = 0;
    try {
      const result = await perform(task, stopped.signal, (stage, done) => {
        const now = Date.now();
        if (now - told < interval || !/^[a-z0-9 -]{1,60}$/.test(stage)) return;
        told = now;
        void job.updateProgress({ stage, done: Number(done.toFixed(2)) }).catch(() => undefined);
      });
      const { refused, share } = result;
      onDone(
        `${id.slice(0, 12)}  ${task.steps.map(({ pass }) => pass).join(' → ')}  ${share < 1 ? `${String(share * 100)} % of its training  ` : ''}${refused ?? 'done'}`,
      );
      return seal(key, 'result', id, canonicalJson(result as unknown as Json));
    } catch (error) {
      if (signal.aborted) {
        // Stopped: another worker begins it anew, at once.
        await job.moveToDelayed(Date.now(), token);
        throw new DelayedError();
      }
      if (error instanceof NotHere) report(notForThisWorker(id, error.message));
      if (isTinymlError(error)) throw new Error(error.diagnostics[0]?.message ?? error.message, { cause: error });
      throw error;
    } finally {
      clearInterval(looking);
      signal.removeEventListener('abort', stop);
    }
  };

  const worker = new Worker<unknown, Envelope>(queueName, processor, {
    connection: link.connection,
    concurrency,
    lockDuration: lease,
    stalledInterval: lease,
    maxStalledCount: mostStalled,
    ...(once ? { drainDelay: 1 } : {}),
  });
  worker.on('error', away);
  const ended = new Promise<void>((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => {
      done();
    });
    if (once) worker.on('drained', done);
  });
  await ended;
  await link.close(async () => {
    await worker.close();
    await queue.close();
  });
};
