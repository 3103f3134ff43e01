import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { seal } from '../../src/queue/envelope.ts';
import { getInputs, putInputs, type BlobClient } from '../../src/queue/input-store.ts';
import { isPlainName, packInputs, type Inputs } from '../../src/queue/inputs.ts';
import { jobId } from '../../src/queue/protocol.ts';
import { inFolder } from '../tinyml.ts';

const key = 'a key that only this test has, long enough';

/** What the commands do that inputs travel by. */
const blobs = () => {
  const held = new Map<string, Buffer>();
  const client: BlobClient = {
    set: (name, value) => Promise.resolve(held.set(name, Buffer.from(value))),
    exists: (name) => Promise.resolve(held.has(name) ? 1 : 0),
    expire: () => Promise.resolve(1),
    strlen: (name) => Promise.resolve(held.get(name)?.length ?? 0),
    get: (name) => Promise.resolve(held.get(name)?.toString() ?? null),
    getBuffer: (name) => Promise.resolve(held.get(name) ?? null),
  };
  return { client, held };
};

const project = (folder: string, manifest: string) => {
  const dir = join(folder, 'project');
  mkdirSync(join(dir, 'data', 'cats'), { recursive: true });
  writeFileSync(join(dir, 'model.tflite'), 'model');
  writeFileSync(join(dir, 'loader.js'), 'process.exit()');
  writeFileSync(join(dir, 'data', 'cats', 'a cat.png'), 'cat');
  writeFileSync(join(dir, 'data', 'big.npy'), Buffer.alloc(9_000_000, 7));
  return { dir, source: { file: join(dir, 'tinyml.yaml'), text: manifest, place: () => ({}) as never } };
};

describe('what a search reads', () => {
  test('comes to another machine as it is, under names of its own', () =>
    inFolder(async (folder) => {
      const manifest =
        'version: 1\nmodel: model.tflite\ndata: { test: { file: data/big.npy }, train: { images: data/cats } }\n';
      writeFileSync(join(folder, 'x'), '');
      const packed = packInputs(project(folder, manifest));
      if (packed === undefined) throw new Error('it does not travel');
      expect(packed.inputs.files.every(({ name }) => isPlainName(name))).toBe(true);
      const { client, held } = blobs();
      const id = await putInputs(client, key, packed);
      const there = join(folder, 'there');
      mkdirSync(there);
      expect(await getInputs(client, key, id, there)).toBeUndefined();
      const read = JSON.parse(readFileSync(join(there, 'tinyml.yaml'), 'utf8')) as {
        readonly model: string;
        readonly data: { readonly test: { readonly file: string } };
      };
      expect(readFileSync(join(there, read.model), 'utf8')).toBe('model');
      expect(readFileSync(join(there, read.data.test.file))).toEqual(Buffer.alloc(9_000_000, 7));
      // Parts of it that are there already stay; the others come.
      const count = held.size;
      held.delete([...held.keys()].find((name) => name.endsWith(':1')) ?? '');
      expect(await putInputs(client, key, packed)).toBe(id);
      expect(held.size).toBe(count);
    }));

  test('stays where it is where it has code of its own', () =>
    inFolder((folder) => {
      const manifest = 'version: 1\nmodel: model.tflite\ndata: { test: { loader: loader.js } }\n';
      expect(packInputs(project(folder, manifest))).toBeUndefined();
      return Promise.resolve();
    }));
});

describe('what a worker fetches', () => {
  const content = Buffer.from('model');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const good: Inputs = {
    schema: 'tinyml-inputs/1',
    manifest: '{"version":1,"model":"files/0/model.tflite"}',
    files: [{ name: 'files/0/model.tflite', sha256, bytes: content.length }],
  };
  const file = { name: 'files/0/model.tflite', sha256, bytes: content.length };

  const fetch = (inputs: unknown, change: (held: Map<string, Buffer>) => void = () => undefined) =>
    inFolder(async (folder) => {
      const { client, held } = blobs();
      const body = JSON.stringify(inputs);
      held.set(`tinyml:inputs:${jobId(body)}`, Buffer.from(JSON.stringify(seal(key, 'inputs', jobId(body), body))));
      held.set(`tinyml:file:${sha256}:0`, content);
      change(held);
      const problem = await getInputs(client, key, jobId(body), folder);
      return { problem, manifest: readdirSync(folder).includes('tinyml.yaml') };
    });

  test('is taken where it is right', async () => {
    expect(await fetch(good)).toEqual({ problem: undefined, manifest: true });
  });

  test.each([
    ['a name that leads out', { ...good, files: [{ ...file, name: 'files/0/../../x' }] }, /path or code/],
    ['an absolute name', { ...good, files: [{ ...file, name: '/etc/passwd' }] }, /path or code/],
    ['a hidden name', { ...good, files: [{ ...file, name: 'files/0/.npmrc' }] }, /path or code/],
    ['code', { ...good, files: [{ ...file, name: 'files/0/loader.mjs' }] }, /path or code/],
    ['a manifest that names a file outside', { ...good, manifest: '{"model":"/etc/passwd"}' }, /outside/],
    ['a manifest that leads out', { ...good, manifest: '{"model":"files/../../x"}' }, /outside/],
    ['a manifest with an address of a file', { ...good, manifest: '{"model":"file:///etc/passwd"}' }, /outside/],
    ['a manifest that is none', { ...good, manifest: 'model: x' }, /no JSON/],
    [
      'gigabytes',
      { ...good, files: [1, 2].map((i) => ({ ...file, name: `files/${String(i)}/x`, bytes: 2 ** 30 })) },
      /too large/,
    ],
    ['a further key', { ...good, run: 'x' }, /not of the form/],
    ['another schema', { ...good, schema: 'tinyml-inputs/2' }, /not of the form/],
  ])('is refused with %s', async (_, inputs, why) => {
    expect(await fetch(inputs)).toEqual({ problem: expect.stringMatching(why) as unknown, manifest: false });
  });

  test.each([
    [
      'is another',
      (held: Map<string, Buffer>) => held.set(`tinyml:file:${sha256}:0`, Buffer.from('other')),
      /another file/,
    ],
    [
      'is shorter',
      (held: Map<string, Buffer>) => held.set(`tinyml:file:${sha256}:0`, Buffer.from('mod')),
      /another size/,
    ],
    ['is gone', (held: Map<string, Buffer>) => held.delete(`tinyml:file:${sha256}:0`), /not there/],
  ])('is refused where a file %s', async (_, change, why) => {
    expect(await fetch(good, change)).toEqual({ problem: expect.stringMatching(why) as unknown, manifest: false });
  });

  test('is refused unsigned', async () => {
    const unsigned = (held: Map<string, Buffer>): void => {
      for (const name of held.keys())
        if (name.startsWith('tinyml:inputs:'))
          held.set(name, Buffer.from(JSON.stringify({ body: JSON.stringify(good), mac: '0'.repeat(64) })));
    };
    expect(await fetch(good, unsigned)).toEqual({
      problem: expect.stringMatching(/not signed/) as unknown,
      manifest: false,
    });
  });
});
