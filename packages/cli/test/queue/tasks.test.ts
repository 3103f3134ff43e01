import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Diagnostic } from '@tinyml/core';
import type { Candidate, JobFrame, SearchBench } from '@tinyml/core/internal';
import type * as BullMq from 'bullmq';
import { describeWith } from '../../../../tools/testing.ts';
import { queueSettings } from '../../src/queue/connection.ts';
import { seal } from '../../src/queue/envelope.ts';
import { jobId, queueName, taskBody, type Task } from '../../src/queue/protocol.ts';
import { openSubmitter } from '../../src/queue/submit.ts';
import { work } from '../../src/queue/work.ts';
import { inFolder } from '../tinyml.ts';
import { startRedis, type Redis } from './redis.ts';

jest.setTimeout(120_000);

const bullmq = createRequire(import.meta.url)('bullmq') as typeof BullMq;
const key = 'a key that only this test has, long enough';

/** TINYML_FULL=1 does all that is asked of a queue. */
const count = process.env['TINYML_FULL'] === '1' ? 1000 : 150;

const frame = { model: 'sha256-m', target: {}, budget: {}, data: {}, code: {} } as unknown as JobFrame;
const pass = { name: 'halve' };
const ways = Array.from({ length: 1000 }, (_, i) => ({
  pass,
  reference: 'halve',
  options: { times: i },
  written: { times: i },
}));

/** A bench whose candidates cost as much as their option says. `onDone`: told of each that was done. */
const benchOf = (onDone: (times: number) => void): SearchBench =>
  ({
    frame,
    space: { domains: [{ reference: 'halve', ways }] },
    performer: () => (candidate: Candidate, share: number) => {
      const times = Number(candidate.steps[0]?.options['times']);
      onDone(times);
      const lowered = { kernels: 'size', flash: times, ram: 1, cycles: 1, over: [] };
      const outcome = { candidate, job: 'sha256-j', graph: 'sha256-g', refused: null, lowered, verdict: null, share };
      return Promise.resolve({ outcome: { ...outcome, shortLoss: null }, isOver: false, loss: null });
    },
  }) as unknown as SearchBench;

const deferred = () => {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

/** Where workers do all of it. */
const nobody = () => Promise.reject(new Error('the search did it itself'));

const candidateOf = (times: number): Candidate => ({ steps: [ways[times]] }) as unknown as Candidate;

describeWith('jobs of a queue', { commands: ['redis-server'] }, () => {
  let redis: Redis;
  let ended: Promise<void>;
  let end: () => void = () => undefined;

  beforeAll(async () => {
    // The folder is there as long as Redis is.
    await new Promise<void>((started) => {
      ended = inFolder(async (folder) => {
        redis = await startRedis(folder);
        await new Promise<void>((stop) => {
          end = stop;
          started();
        });
        await redis.stop();
      });
    });
  });

  afterAll(async () => {
    end();
    await ended;
  });

  const settings = () => queueSettings(redis.url, { TINYML_QUEUE_KEY: key });

  /** Workers while `use` runs. @returns what they reported */
  const withWorkers = async (
    workers: number,
    bench: SearchBench,
    use: () => Promise<void>,
    allow: ReadonlySet<string> = new Set(),
  ): Promise<readonly Diagnostic[]> => {
    const stopped = new AbortController();
    const reported: Diagnostic[] = [];
    const working = Array.from({ length: workers }, () =>
      work(bullmq, settings(), [bench], {} as never, {
        concurrency: 2,
        allow,
        open: () => Promise.reject(new Error('nothing was brought')),
        folder: () => '',
        lease: 2000,
        once: false,
        signal: stopped.signal,
        report: (diagnostic) => void reported.push(diagnostic),
        onDone: () => undefined,
      }),
    );
    try {
      await use();
    } finally {
      stopped.abort();
      await Promise.all(working);
    }
    return reported;
  };

  const submitting = async (use: (submitter: ReturnType<typeof openSubmitter>) => Promise<void>) => {
    const reported: Diagnostic[] = [];
    const submitter = openSubmitter(bullmq, settings(), {
      report: (diagnostic) => void reported.push(diagnostic),
      progress: () => undefined,
    });
    await use(submitter).finally(submitter.close);
    return reported;
  };

  test(`none of ${String(count)} is lost and none is counted twice, with four workers and two searches`, async () => {
    const done: number[] = [];
    await withWorkers(
      4,
      benchOf((times) => done.push(times)),
      async () => {
        await submitting(async (submitter) => {
          const { signal } = new AbortController();
          const searches = [submitter.perform(frame, signal, nobody), submitter.perform(frame, signal, nobody)];
          const half = Math.floor(count / 2);
          const results = await Promise.all(
            searches.flatMap((perform, search) =>
              Array.from({ length: half }, (_, i) => perform(candidateOf(search * half + i), 1)),
            ),
          );
          expect(results.map(({ outcome }) => outcome.lowered?.flash)).toEqual(
            Array.from({ length: 2 * half }, (_, i) => i),
          );
        });
      },
    );
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2 * Math.floor(count / 2) }, (_, i) => i));
  });

  const task: Task = {
    schema: 'tinyml-task/1',
    inputs: null,
    search: '00000000-0000-4000-8000-000000000000',
    frame,
    steps: [{ pass: 'halve', options: { times: 1 } }],
    share: 1,
  };

  test('what is not signed, not here or not of the form is refused by a worker, and said', async () => {
    const queue = new bullmq.Queue(queueName, { connection: settings().connection });
    const body = taskBody(task);
    const sealed = (text: string) => [jobId(text), seal(key, 'task', jobId(text), text)] as const;
    const without = taskBody({ ...task, steps: [{ pass: 'evil', options: {} }] });
    const option = taskBody({ ...task, steps: [{ pass: 'halve', options: { times: '../../etc/passwd' } }] });
    const elsewhere = taskBody({ ...task, frame: { ...frame, data: { test: 'sha256-other' } } });
    const path = JSON.stringify({ ...task, manifest: '../../tinyml.yaml' });
    const offered: readonly (readonly [id: string, data: unknown, why: RegExp])[] = [
      ['unsigned', { body, mac: '0'.repeat(64) }, /not signed/],
      ['replayed', seal(key, 'task', jobId(without), body), /not signed/],
      ['bare', body, /not signed/],
      ['huge', { body: 'x'.repeat(200_000), mac: '0'.repeat(64) }, /not signed with this key, or too large/],
      [...sealed(without), /has no pass evil/],
      [...sealed(option), /has no pass halve in this form/],
      [...sealed(elsewhere), /differs from what is here in data of test/],
      [...sealed(path), /not of the form/],
    ];
    const did: number[] = [];
    const reported = await withWorkers(
      1,
      benchOf((times) => did.push(times)),
      async () => {
        for (const [id, data] of offered) await queue.add('task', data, { jobId: id });
        for (const [id, , why] of offered) {
          while ((await queue.getJobState(id)) !== 'failed') await new Promise((next) => setTimeout(next, 50));
          expect((await queue.getJob(id))?.failedReason).toMatch(why);
        }
      },
    );
    expect(did).toEqual([]);
    expect(reported.map(({ code }) => code).toSorted()).toEqual(
      ['TML971', 'TML971', 'TML971', 'TML971', 'TML971', 'TML972', 'TML972', 'TML972'].toSorted(),
    );
    await queue.close();
  });

  test('a pass whose code is another is taken only where that is allowed', async () => {
    const other = { ...frame, code: { halve: 'sha256-other' } } as JobFrame;
    const bench = { ...benchOf(() => undefined), frame: { ...frame, code: { halve: 'sha256-own' } } } as SearchBench;
    await submitting(async (submitter) => {
      const asked = submitter.perform(other, new AbortController().signal, nobody)(candidateOf(9), 1);
      await withWorkers(
        1,
        bench,
        async () => {
          expect((await asked).outcome.lowered?.flash).toBe(9);
        },
        new Set(['halve']),
      );
    });
    const queue = new bullmq.Queue(queueName, { connection: settings().connection });
    const body = taskBody({ ...task, frame: other });
    await queue.add('task', seal(key, 'task', jobId(body), body), { jobId: jobId(body) });
    const reported = await withWorkers(1, bench, async () => {
      while ((await queue.getJobState(jobId(body))) !== 'failed') await new Promise((next) => setTimeout(next, 50));
    });
    expect(reported.map(({ message }) => message).join()).toContain('differs from what is here in code of halve');
    await queue.close();
  });

  test.each([
    ['is unsigned', (id: string) => ({ body: '{}', mac: id }), /not signed/],
    ['was signed for another job', (id: string) => seal(key, 'result', `${id.slice(1)}0`, '{}'), /not signed/],
    ['is of another form', (id: string) => seal(key, 'result', id, '{"schema":"tinyml-result/1"}'), /form of a result/],
    ['is huge', () => 'x'.repeat(20_000_000), /too large/],
  ] as const)('a result that %s counts nothing, and the job is done by others', async (_, result, why) => {
    const { connection } = settings();
    const forger = new bullmq.Worker(queueName, (job) => Promise.resolve(result(job.id ?? '')), { connection });
    const own = benchOf(() => undefined).performer({} as never);
    const reported = await submitting(async (submitter) => {
      const asking = submitter.perform(frame, new AbortController().signal, own)(candidateOf(7), 1);
      await new Promise<void>((done) =>
        forger.on('completed', () => {
          done();
        }),
      );
      await forger.close();
      await withWorkers(
        1,
        benchOf(() => undefined),
        async () => {
          // The forger may have been quick enough to be asked as often as anybody is: then the search does it itself.
          expect((await asking).outcome.lowered?.flash).toBe(7);
        },
      );
    });
    expect(reported.length).toBeGreaterThan(0);
    for (const { code, message } of reported) {
      expect(code).toBe('TML971');
      expect(message).toMatch(why);
    }
  });

  test('what no worker takes, and what somebody else fails, the search does itself', async () => {
    const elsewhere = { ...frame, data: { test: 'sha256-other' } } as JobFrame;
    const own = benchOf(() => undefined).performer({} as never);
    const reported = await submitting(async (submitter) => {
      const asking = submitter.perform(elsewhere, new AbortController().signal, own)(candidateOf(11), 1);
      await withWorkers(
        1,
        benchOf(() => undefined),
        async () => {
          expect((await asking).outcome.lowered?.flash).toBe(11);
        },
      );
    });
    expect(reported.map(({ code }) => code)).toEqual(['TML973']);
    expect(reported[0]?.message).toContain('data of test');
  });

  test('a search that is given up ends, and its workers leave what they do', async () => {
    const started = deferred();
    const left = deferred();
    const bench = {
      ...benchOf(() => undefined),
      performer:
        ({ signal }: { readonly signal: AbortSignal }) =>
        () =>
          new Promise((_, fail) => {
            started.resolve();
            signal.addEventListener('abort', () => {
              left.resolve();
              fail(signal.reason as Error);
            });
          }),
    } as unknown as SearchBench;
    await withWorkers(1, bench, async () => {
      await submitting(async (submitter) => {
        const stopped = new AbortController();
        const asking = submitter.perform(frame, stopped.signal, nobody)(candidateOf(3), 1);
        await started.promise;
        stopped.abort(new Error('enough'));
        await expect(asking).rejects.toThrow('enough');
        await left.promise;
      });
    });
  });

  test('a server that does not answer keeps nobody from stopping', async () => {
    const gone = queueSettings('redis://127.0.0.1:1', { TINYML_QUEUE_KEY: key });
    const reported: Diagnostic[] = [];
    const submitter = openSubmitter(bullmq, gone, {
      report: (diagnostic) => void reported.push(diagnostic),
      progress: () => undefined,
    });
    const stopped = new AbortController();
    const asking = submitter.perform(frame, stopped.signal, nobody)(candidateOf(3), 1);
    setTimeout(() => {
      stopped.abort(new Error('enough'));
    }, 300);
    await expect(asking).rejects.toThrow('enough');
    await submitter.close();
    expect(reported.map(({ code }) => code)).toContain('TML970');
  });
});
