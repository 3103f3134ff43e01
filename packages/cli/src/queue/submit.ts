import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Diagnostic } from '@tinyml/core';
import type { Candidate, JobFrame, Performed, Performer, Verdict } from '@tinyml/core/internal';
import type * as BullMq from 'bullmq';
import { doneHere, notTrusted, queueUnreachable } from '../diagnostics/queue.ts';
import { closable, type QueueSettings } from './connection.ts';
import { seal, unseal } from './envelope.ts';
import { putInputs, type BlobClient } from './input-store.ts';
import type { PackedInputs } from './inputs.ts';
import { cancelKey, jobId, mostBytes, queueName, readResult, taskBody, type TaskResult } from './protocol.ts';

/** What a search tells of its queue. */
export interface QueueEvents {
  report(this: void, diagnostic: Diagnostic): void;
  progress(this: void, stage: string, done: number): void;
}

export interface Submitter {
  /** Gives the jobs of a search to the queue. `local`: does those that no worker can, or none that is to be trusted. */
  perform(this: void, frame: JobFrame, signal: AbortSignal, local: Performer): Performer;
  close(this: void): Promise<void>;
}

/** Milliseconds between two looks at a job. */
const interval = 150;

/** A result that is not to be trusted is asked for again so many times. */
const mostAsked = 3;

/** A job that no worker can take is tried so many times, by whoever asks for work next. */
const attempts = { attempts: 8, backoff: { type: 'fixed', delay: 500 } } as const;

/** Seconds that the queue keeps what is done. */
const kept = 3600;

/** Commands of Redis beyond those that BullMQ has a name for. */
interface RedisClient {
  hstrlen(key: string, field: string): Promise<number>;
  hget(key: string, field: string): Promise<string | null>;
  set(key: string, value: string, unit: 'EX', seconds: number): Promise<unknown>;
}

/** A server that does not answer keeps nobody from stopping. */
const orStopped = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((done, fail) => {
    const stop = (): void => {
      fail(signal.reason as Error);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(done, fail).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });

/** Of text from the queue what a line may show. */
const plain = (text: string): string => text.replace(/[^\x20-\x7e]/g, ' ').slice(0, 200);

/** In the order of what this process makes, so that a search prints the same. */
const verdictOf = ({ bound, loss, outcomes, quality: { measure, samples, value } }: Verdict): Verdict => ({
  quality: { measure, value, samples },
  loss,
  bound,
  outcomes,
});

const performed = (candidate: Candidate, result: TaskResult): Performed => {
  const { graph, isOver, job, loss, lowered, refused, share, verdict, worker } = result;
  return {
    outcome: {
      candidate,
      job: job as Performed['outcome']['job'],
      graph: graph as Performed['outcome']['graph'],
      refused,
      lowered,
      verdict: verdict && verdictOf(verdict),
      share,
      shortLoss: null,
      by: plain(worker),
    },
    isOver,
    loss,
  };
};

/**
 * Jobs of a search, done by workers. They are looked at by turns instead of being waited for, so that nothing is lost while the server restarts: a
 * job that it forgot is put there again. What is not signed for just this job counts nothing.
 */
export const openSubmitter = (
  { Queue }: typeof BullMq,
  { connection, key, shown }: QueueSettings,
  events: QueueEvents,
  packed?: PackedInputs,
): Submitter => {
  const link = closable(connection);
  const queue = new Queue(queueName, { connection: link.connection });
  let isAway = false;
  queue.on('error', (error) => {
    if (!isAway) events.report(queueUnreachable(shown, plain(error.message)));
    isAway = true;
  });
  const redis = async (): Promise<RedisClient> => (await queue.client) as unknown as RedisClient;

  /** What the queue holds under a field of a job, if it is not too long to look at. undefined: it is. */
  const fieldOf = async (id: string, field: string, most: number): Promise<string | null | undefined> => {
    const client = await redis();
    const place = queue.toKey(id);
    if ((await client.hstrlen(place, field)) > most) return undefined;
    return client.hget(place, field);
  };

  const resultOf = async (id: string): Promise<TaskResult | string> => {
    // Of the field: JSON of the envelope, in which every quote of the body is escaped.
    const field = await fieldOf(id, 'returnvalue', 2 * mostBytes.result);
    if (field === undefined) return 'it is too large';
    let envelope: unknown;
    try {
      envelope = JSON.parse(field ?? 'null');
    } catch {
      return 'it is no JSON';
    }
    const body = unseal(key, 'result', id, envelope, mostBytes.result);
    if (body === undefined) return 'it is not signed for this job with this key';
    return readResult(body) ?? 'it is not of the form of a result';
  };

  const tell = async (id: string): Promise<void> => {
    const field = await fieldOf(id, 'progress', 200);
    const [, stage, done] = /^\{"stage":"([a-z0-9 -]{1,60})","done":(0|1|0?\.\d+)\}$/.exec(field ?? '') ?? [];
    if (stage !== undefined) events.progress(stage, Number(done));
  };

  let brought: Promise<string> | undefined;
  /** Brings what the search reads, once. */
  const inputs = async (signal: AbortSignal): Promise<string | null> => {
    if (packed === undefined) return null;
    brought ??= redis().then((client) => putInputs(client as unknown as BlobClient, key, packed));
    return orStopped(brought, signal);
  };

  /** undefined: no worker could, or none that is to be trusted. What says so is not signed, and counts nothing either. */
  const askWorkers = async (
    candidate: Candidate,
    frame: JobFrame,
    share: number,
    search: string,
    signal: AbortSignal,
  ): Promise<Performed | undefined> => {
    const steps = candidate.steps.map(({ reference, options }) => ({ pass: reference, options }));
    const body = taskBody({ schema: 'tinyml-task/1', inputs: await inputs(signal), search, frame, steps, share });
    const id = jobId(body);
    const add = (): Promise<unknown> =>
      queue.add('task', seal(key, 'task', id, body), {
        jobId: id,
        ...attempts,
        removeOnComplete: { age: kept },
        removeOnFail: { age: kept },
      });
    await orStopped(add(), signal);
    for (let asked = 1; ;) {
      const state = await orStopped(queue.getJobState(id), signal);
      isAway = false;
      if (state === 'completed') {
        const result = await resultOf(id);
        if (typeof result !== 'string') return performed(candidate, result);
        events.report(notTrusted('the result', id, result));
        if (asked >= mostAsked) return undefined;
        asked += 1;
        await queue.remove(id);
        await orStopped(add(), signal);
      } else if (state === 'failed') {
        const reason = await fieldOf(id, 'failedReason', 2000);
        events.report(doneHere(id, plain(reason ?? 'without a reason')));
        return undefined;
      } else if (state === 'unknown') {
        // A server that forgot the job forgot what it reads as well.
        brought = undefined;
        await inputs(signal);
        await orStopped(add(), signal);
      } else if (state === 'active') await tell(id);
      await orStopped(wait(interval), signal);
    }
  };

  return {
    perform(frame, signal, local) {
      const search = randomUUID();
      const giveUp = async (): Promise<void> => {
        await (await redis()).set(cancelKey(search), '1', 'EX', kept).catch(() => undefined);
      };
      signal.addEventListener('abort', () => void giveUp(), { once: true });
      return async (candidate, share) =>
        (await askWorkers(candidate, frame, share, search, signal)) ?? local(candidate, share);
    },
    close: () => link.close(() => queue.close()),
  };
};
