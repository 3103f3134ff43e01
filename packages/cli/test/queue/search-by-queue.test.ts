import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { inFolder, tinyml, type Outcome } from '../tinyml.ts';
import { startRedis } from './redis.ts';

jest.setTimeout(600_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../../examples/fashion-mnist');
const images = (limit: number): string =>
  `images: ${example}/data/test-images-idx3-ubyte.gz, scale: 1/255, limit: ${String(limit)}`;

const manifest = `version: 1
name: fashion
model: ${example}/models/fashion.h5
target: { core: cortex-m4f }
budget: { flash: 20KiB, accuracy-drop: 5% }
explore: { evaluations: 6, parallel: 4 }
data:
  calibration: { ${images(20)} }
  test: { ${images(300)}, labels: ${example}/data/test-labels-idx1-ubyte.gz }
`;

const key = 'a key that only this test has, long enough';

/** A worker that runs until it is killed. `manifest`: of its checkout, where it has one. */
const worker = (
  folder: string,
  manifest: readonly string[],
  url: string,
  name: string,
  onStderr: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
) => {
  let kill: (signal: NodeJS.Signals) => void = () => undefined;
  const words = ['worker', ...manifest, '--queue', url, '--lease', '2s', '--cache-dir', join(folder, `cache-${name}`)];
  const ended = tinyml(words, {
    env: { TINYML_QUEUE_KEY: key },
    onStderr(text, own) {
      kill = own;
      onStderr(text, own);
    },
  });
  return {
    ended,
    kill: (signal: NodeJS.Signals) => {
      kill(signal);
    },
  };
};

describeWith('a search by a queue', { commands: ['redis-server'] }, () => {
  test('comes to the same as in one process, with workers that are killed or have no checkout, and a Redis that forgets', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'tinyml.yaml'), manifest);
      const explore = (name: string, ...more: string[]): Promise<Outcome> =>
        tinyml(['explore', folder, '--json', '--cache-dir', join(folder, `cache-${name}`), ...more], {
          env: { TINYML_QUEUE_KEY: key },
        });
      const alone = await explore('alone');
      expect(alone.status).toBe(0);
      const redis = await startRedis(folder);
      const done = (text: string): number => text.match(/ done\n/g)?.length ?? 0;
      let restarted: Promise<void> | undefined;
      const killedAt = (count: number) => (text: string, kill: (signal: NodeJS.Signals) => void) => {
        if (done(text) >= count) kill('SIGKILL');
      };
      const workers = [
        worker(folder, [folder], redis.url, 'a', killedAt(1)),
        worker(folder, [], redis.url, 'b', killedAt(2)),
        worker(folder, [folder], redis.url, 'c', (text) => {
          if (done(text) >= 2) restarted ??= redis.restart(1000);
        }),
        worker(folder, [], redis.url, 'd'),
      ];
      try {
        const shared = await explore('shared', '--queue', redis.url);
        expect(shared.stderr).not.toMatch(/error/);
        expect(shared.stdout).toBe(alone.stdout);
        expect(restarted).toBeDefined();
        await restarted;
      } finally {
        workers.forEach(({ kill }) => {
          kill('SIGINT');
        });
        const ends = await Promise.all(workers.map(({ ended }) => ended));
        await redis.stop();
        expect(ends.map(({ status }) => status)).toEqual([null, null, 130, 130]);
      }
    });
  });

  test('needs an address and a key, and shows no password', async () => {
    const run = (words: readonly string[], env: Readonly<Record<string, string>>): Promise<Outcome> =>
      tinyml(['worker', example, ...words], { env });
    const noKey = await run(['--queue', 'redis://me:secret@127.0.0.1:1'], {});
    expect(noKey).toMatchObject({ status: 2, stderr: expect.stringContaining('TML011') as unknown });
    const wrong = await run(['--queue', 'http://me:secret@127.0.0.1'], { TINYML_QUEUE_KEY: key });
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('TML010') as unknown });
    for (const { stderr } of [noKey, wrong]) expect(stderr).not.toContain('secret');
  });
});
