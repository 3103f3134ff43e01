import { describe, expect, test } from '@jest/globals';
import { createBlobs } from '../../src/cache/blobs.ts';
import { memoryStore } from '../../src/cache/memory-store.ts';
import type { Store } from '../../src/cache/store.ts';
import { TinymlError } from '../../src/diagnostics/diagnostic.ts';
import type { Backend, LowerRequest } from '../../src/pipeline/backend.ts';
import { emitStage } from '../../src/pipeline/backend-stages.ts';
import type { Codec, Json } from '../../src/pipeline/json.ts';
import type { BuildEvent } from '../../src/pipeline/event.ts';
import { differences } from '../../src/pipeline/history.ts';
import { addRecord, asStored, findRecords, staticKey, type Read, type StageRecord } from '../../src/pipeline/record.ts';
import { runStage, type Stage, type StageEnvironment } from '../../src/pipeline/stage.ts';

interface World {
  readonly store: Store;
  readonly files: Map<string, string>;
  readonly events: BuildEvent[];
  readonly environment: StageEnvironment;
}

const world = (store: Store = memoryStore()): World => {
  const files = new Map<string, string>();
  const events: BuildEvent[] = [];
  return {
    store,
    files,
    events,
    environment: {
      store,
      blobs: createBlobs(store),
      current: (read: Read) => Promise.resolve(files.get(read.name)),
      onEvent: (event) => void events.push(event),
    },
  };
};

/** A stage that reads the named files and counts its runs. */
const reader = (names: readonly string[], { files, environment }: World, inputs = {}) => {
  const runs = { count: 0 };
  const stage: Stage = {
    name: 'reader',
    inputs: { version: 1, ...inputs },
    run(note) {
      runs.count += 1;
      for (const name of names) note({ kind: 'file', name, value: files.get(name) ?? '' });
      const text = names.map((name) => files.get(name)).join();
      return Promise.resolve({
        value: text,
        blobs: [environment.blobs.put(Buffer.from(text))],
        summary: text,
        metrics: {},
        diagnostics: [{ code: 'TML999', severity: 'note', message: 'noted' }],
        artifacts: {},
      });
    },
  };
  return { stage, runs };
};

describe('a stage', () => {
  test('runs once while what it read stays the same, and again when that changes', async () => {
    const here = world();
    here.files.set('a', '1').set('unread', '1');
    const { stage, runs } = reader(['a'], here);
    const first = await runStage(stage, here.environment);
    here.files.set('unread', '2');
    const second = await runStage(stage, here.environment);
    expect([first.cached, second.cached, runs.count]).toEqual([false, true, 1]);
    expect(second.key).toBe(first.key);
    here.files.set('a', '2');
    const third = await runStage(stage, here.environment);
    expect([third.cached, third.record.output.value]).toEqual([false, '2']);
    expect(third.key).not.toBe(first.key);
    here.files.set('a', '1');
    expect((await runStage(stage, here.environment)).key).toBe(first.key);
    expect(runs.count).toBe(2);
  });

  test('replays its diagnostics from the cache', async () => {
    const here = world();
    const { stage } = reader([], here);
    await runStage(stage, here.environment);
    await runStage(stage, here.environment);
    expect(here.events.filter(({ type }) => type === 'diagnostic')).toHaveLength(2);
  });

  test('reruns when a blob of its result is gone, or its record was altered', async () => {
    const here = world();
    const { stage, runs } = reader([], here);
    await runStage(stage, here.environment);
    const fresh = (): World => world(here.store);
    for (const { key } of here.store.entries()) if (key.startsWith('blobs/')) here.store.remove(key);
    expect((await runStage(stage, fresh().environment)).cached).toBe(false);
    for (const { key } of here.store.entries())
      if (key.startsWith('records/'))
        here.store.put(key, Buffer.from('{"inputs":{},"reads":[],"output":{"blobs":[]}}'));
    expect((await runStage(stage, fresh().environment)).cached).toBe(false);
    expect(runs.count).toBe(3);
  });

  test('a record that lies under the key of another stage is none', async () => {
    const here = world();
    const { stage: other } = reader([], here, { of: 'another' });
    await runStage(other, here.environment);
    const { stage, runs } = reader([], here, { of: 'this' });
    const [key = ''] = here.store.entries().flatMap((entry) => (entry.key.startsWith('records/') ? [entry.key] : []));
    const [folder, , name] = key.split('/');
    here.store.put([folder, staticKey(stage.inputs).slice(7), name].join('/'), here.store.get(key) ?? new Uint8Array());
    expect((await runStage(stage, here.environment)).cached).toBe(false);
    expect(runs.count).toBe(1);
  });

  test.each([
    ['a list', []],
    ['nothing but a number', 1],
    [
      'blobs that are no digests',
      { value: 1, blobs: ['../../x'], summary: '', metrics: {}, diagnostics: [], artifacts: {} },
    ],
    ['diagnostics without text', { value: 1, blobs: [], summary: '', metrics: {}, diagnostics: [1], artifacts: {} }],
  ])('a record with %s for a product is none', async (_, output) => {
    const here = world();
    const { stage, runs } = reader([], here);
    const record = { inputs: stage.inputs, reads: [], output };
    addRecord(here.store, record as unknown as StageRecord);
    expect((await runStage(stage, here.environment)).cached).toBe(false);
    expect(runs.count).toBe(1);
  });

  test('a failure is not cached', async () => {
    const here = world();
    const failing: Stage = { name: 'f', inputs: {}, run: () => Promise.reject(new Error('no')) };
    await expect(runStage(failing, here.environment)).rejects.toThrow('no');
    expect(findRecords(here.store, staticKey({}))).toEqual([]);
  });

  test('what a stage that trains gave may come from elsewhere: it is not run then, nor looked up', async () => {
    const here = world();
    const { stage } = reader([], here);
    await runStage(stage, here.environment);
    const [record] = findRecords(here.store, staticKey(stage.inputs));
    const trained = (wanted: { readonly name: string }) =>
      wanted.name === 'other' && record !== undefined
        ? Promise.resolve(record)
        : Promise.reject(new TinymlError({ code: 'TML947', severity: 'error', message: wanted.name }));
    const environment = { ...here.environment, trained };
    await expect(runStage({ ...stage, trains: true }, environment)).rejects.toThrow('TML947: reader');
    expect((await runStage({ ...stage, name: 'other', trains: true }, environment)).cached).toBe(true);
    expect((await runStage(stage, environment)).cached).toBe(true);
  });

  test('a cache that cannot be written costs a warning only', async () => {
    const broken: Store = {
      ...memoryStore(),
      put: () => {
        throw Object.assign(new Error('disk full'), { code: 'ENOSPC' });
      },
    };
    const here = world(broken);
    const { stage } = reader([], here);
    await runStage(stage, here.environment);
    expect(here.events.flatMap((event) => (event.type === 'diagnostic' ? [event.diagnostic.code] : []))).toContain(
      'TML903',
    );
  });
});

test('why names what changed, and only that', () => {
  const reads = (value: string): Read[] => [{ kind: 'target', name: 'ram', value }];
  expect(
    differences(
      { inputs: { version: 1, options: { mode: 'int8', limit: 100 } }, reads: reads('1') },
      { inputs: { version: 1, options: { mode: 'float16', limit: 100 } }, reads: reads('2') },
    ),
  ).toEqual([
    { what: 'options.mode', before: 'int8', now: 'float16' },
    { what: 'target ram', before: '1', now: '2' },
  ]);
});

test.each([
  ['lib/net/src/net.c', true],
  ['../outside.c', false],
  ['/etc/passwd', false],
  ['lib/../../outside.c', false],
  ['', false],
  [1, false],
])('a cached tree with the file %j is taken: %s', async (path, isTaken) => {
  const here = world();
  const digest = here.environment.blobs.put(Buffer.from('int x;'));
  const value = { files: [{ path, owner: 'tinyml', digest }], record: {} } as unknown as Json;
  const request = {
    graph: { nodes: [], values: new Map(), inputs: [], outputs: [] },
    constants: here.environment.blobs,
  };
  const emitted = { files: [], record: {}, summary: '', diagnostics: [] };
  const program: Codec<Json> = { toJson: (value) => value, fromJson: (json) => json };
  const backend = { program, emit: () => Promise.resolve(emitted) } as unknown as Backend<Json>;
  const stage = emitStage(backend, request as unknown as LowerRequest, {}, digest, {});
  const output = { value, blobs: [digest], summary: '', metrics: {}, diagnostics: [], artifacts: {} };
  here.environment.blobs.keep([digest]);
  addRecord(here.store, asStored({ inputs: stage.inputs, reads: [], output }));
  expect((await runStage(stage, here.environment)).cached).toBe(isTaken);
});
