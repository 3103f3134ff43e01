import { describe, expect, test } from '@jest/globals';
import { queueSettings } from '../../src/queue/connection.ts';
import { seal, unseal } from '../../src/queue/envelope.ts';
import { jobId, readResult, readTask, taskBody, type Task } from '../../src/queue/protocol.ts';

const key = 'k'.repeat(32);
const id = 'a'.repeat(64);

describe('what lies in a queue', () => {
  const sealed = seal(key, 'task', id, 'text');

  test('is read with the key, as what it is, for its job', () => {
    expect(unseal(key, 'task', id, sealed, 100)).toBe('text');
    expect(unseal(key, 'task', id, JSON.parse(JSON.stringify(sealed)), 100)).toBe('text');
  });

  test.each([
    ['another key', 'x'.repeat(32), 'task', id, sealed],
    ['another kind', key, 'result', id, sealed],
    ['another job', key, 'task', 'b'.repeat(64), sealed],
    ['another text', key, 'task', id, { ...sealed, body: 'texts' }],
    ['no signature', key, 'task', id, { body: 'text' }],
    ['a short signature', key, 'task', id, { ...sealed, mac: sealed.mac.slice(2) }],
    ['a signature that is none', key, 'task', id, { ...sealed, mac: 'g'.repeat(64) }],
    ['a text that is none', key, 'task', id, { ...sealed, body: ['text'] }],
    ['nothing', key, 'task', id, null],
    ['text', key, 'task', id, 'text'],
    ['a list', key, 'task', id, ['text', sealed.mac]],
    ['a length that nobody wants', key, 'task', id, seal(key, 'task', id, 'x'.repeat(101))],
  ] as const)('is not taken with %s', (_, withKey, kind, job, envelope) => {
    expect(unseal(withKey, kind, job, envelope, 100)).toBeUndefined();
  });
});

describe('a task', () => {
  const task: Task = {
    schema: 'tinyml-task/1',
    inputs: null,
    search: '00000000-0000-4000-8000-000000000000',
    frame: { model: 'sha256-abc' as never, target: {}, budget: {}, data: { test: 'sha256-x' }, code: {} },
    steps: [{ pass: 'quantize', options: { mode: 'int8' } }],
    share: 1,
  };
  const of = (change: object): string => JSON.stringify({ ...task, ...change });

  test('is digests, passes and options', () => {
    expect(readTask(taskBody(task))).toEqual(task);
    expect(jobId(taskBody(task))).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['a path', of({ manifest: '../../etc/passwd' })],
    ['a path in the place of a digest', of({ frame: { ...task.frame, model: '/etc/passwd' } })],
    ['code', of({ steps: [{ pass: 'quantize', options: {}, code: 'process.exit()' }] })],
    ['a share that is none', of({ share: 2 })],
    ['thousands of steps', of({ steps: Array.from({ length: 17 }, () => task.steps[0]) })],
    ['__proto__', JSON.stringify(task).replace('"share"', '"__proto__":{"x":1},"share"')],
    ['another schema', of({ schema: 'tinyml-task/2' })],
    ['no JSON', '{'],
    ['nothing', 'null'],
  ])('is refused with %s', (_, body) => {
    expect(readTask(body)).toBeUndefined();
  });

  test('and so is a result that says more or less', () => {
    const result = {
      schema: 'tinyml-result/1',
      worker: 'w',
      job: 'sha256-abc',
      graph: null,
      refused: 'no',
      lowered: null,
      verdict: null,
      share: 1,
      isOver: false,
      loss: null,
    };
    expect(readResult(JSON.stringify(result))).toEqual(result);
    expect(readResult(JSON.stringify({ ...result, more: 1 }))).toBeUndefined();
    expect(readResult(JSON.stringify({ ...result, loss: 'none' }))).toBeUndefined();
    expect(readResult(JSON.stringify({ ...result, lowered: { flash: 1 } }))).toBeUndefined();
  });
});

describe('where a queue is', () => {
  const env = { TINYML_QUEUE_KEY: key };

  test('is an address, whose password is never shown', () => {
    const { connection, shown } = queueSettings('rediss://me:p%40ss@queue.example:6380/2', env);
    expect(connection).toMatchObject({
      host: 'queue.example',
      port: 6380,
      db: 2,
      username: 'me',
      password: 'p@ss',
      tls: { servername: 'queue.example' },
    });
    expect(shown).toBe('rediss://queue.example:6380');
    expect(queueSettings(undefined, { ...env, TINYML_QUEUE_URL: 'redis://h' })).toMatchObject({ shown: 'redis://h' });
    expect(queueSettings('redis://h', { ...env, TINYML_QUEUE_PASSWORD: 's' }).connection.password).toBe('s');
  });

  test.each(['http://h', 'redis:', 'h:6379', 'redis://h/x', 'redis://h/1/2', 'redis://u:p%zz@h:1'])(
    'is not %s',
    (address) => {
      expect(() => queueSettings(address, env)).toThrow('TML010');
    },
  );

  test('comes with a key that is long enough', () => {
    expect(() => queueSettings('redis://h', {})).toThrow('TML011');
    expect(() => queueSettings('redis://h', { TINYML_QUEUE_KEY: 'short' })).toThrow('TML011');
  });
});
