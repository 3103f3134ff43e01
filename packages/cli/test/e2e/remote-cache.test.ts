// A team's cache, on the server that Turborepo's users run.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, inFolder, tinyml, type Ended } from './binary.ts';
import { cacheServerFile, startCacheServer } from './cache-server.ts';
import { buildIn, documentOf, makeProject, ran } from './project.ts';
import { treeOf } from './tree.ts';

jest.setTimeout(240_000);

interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const makeKeys = async (): Promise<Keys> => JSON.parse((await tinyml(['cache', 'keygen', '--json'])).stdout) as Keys;

const remoteStages = (ended: Ended): readonly string[] =>
  (documentOf(ended).run?.stages ?? []).flatMap((stage) => ('remote' in stage ? [stage.name] : []));

const listKeys = (folder: string, ...keys: readonly Keys[]): void => {
  writeFileSync(
    join(folder, 'tinyml.cache.yaml'),
    `keys:\n${keys.map(({ publicKey }) => `  - ${publicKey}\n`).join('')}`,
  );
};

/** A checkout with a home and a cache of its own. */
const checkout = (folder: string, name: string, keys: Keys) => {
  const project = join(folder, name, 'a', 'path', 'of', 'its', 'own');
  mkdirSync(project, { recursive: true });
  makeProject(project);
  listKeys(project, keys);
  const home = join(folder, `${name}-home`);
  return { project, env: { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), TINYML_CACHE_DIR: undefined } };
};

describeWith('the cache that a team shares', { files: [compiled, cacheServerFile] }, () => {
  test('a second checkout, at another path and with another home, runs no stage', async () => {
    await inFolder(async (folder) => {
      const store = join(folder, 'store');
      mkdirSync(store);
      const server = await startCacheServer(store, { TURBO_REMOTE_CACHE_SIGNATURE_KEY: 'team' });
      try {
        const keys = await makeKeys();
        const team = {
          TURBO_API: server.url,
          TURBO_TOKEN: 'secret',
          TURBO_TEAM: 'acme',
          TURBO_REMOTE_CACHE_SIGNATURE_KEY: 'team',
        };
        const trusted = checkout(folder, 'trusted', keys);
        const first = await buildIn(trusted.project, [], {
          env: { ...trusted.env, ...team, TINYML_CACHE_SIGNING_KEY: keys.privateKey },
        });
        expect(first.stderr).not.toMatch(/warning/);
        expect(ran(first).length).toBeGreaterThan(4);

        const second = checkout(folder, 'second', keys);
        const options = { env: { ...second.env, ...team } };
        const built = await buildIn(second.project, [], options);
        expect(ran(built)).toEqual([]);
        expect(remoteStages(built)).toEqual(ran(first));
        expect(treeOf(join(second.project, 'firmware'))).toEqual(treeOf(join(trusted.project, 'firmware')));
        // What came once is this machine's own from then on.
        expect(remoteStages(await buildIn(second.project, [], options))).toEqual([]);

        for (const off of [['--no-remote-cache'], ['--no-cache']]) {
          const other = checkout(folder, `off${off.join()}`, keys);
          expect(ran(await buildIn(other.project, off, { env: { ...other.env, ...team } }))).toEqual(ran(first));
        }
        const off = checkout(folder, 'off', keys);
        const without = { env: { ...off.env, ...team, TINYML_REMOTE_CACHE: 'off' } };
        expect(ran(await buildIn(off.project, [], without))).toEqual(ran(first));

        // Everything on the server damaged: the same result, with a warning.
        for (const name of readdirSync(join(store, 'acme'))) {
          const path = join(store, 'acme', name);
          if (!name.endsWith('.tag')) writeFileSync(path, readFileSync(path).reverse());
        }
        const third = checkout(folder, 'third', keys);
        const rebuilt = await buildIn(third.project, [], { env: { ...third.env, ...team } });
        expect(ran(rebuilt)).toEqual(ran(first));
        expect(rebuilt.stderr.match(/sent an artifact/g)).toHaveLength(1);
        expect(treeOf(join(third.project, 'firmware'))).toEqual(treeOf(join(trusted.project, 'firmware')));
      } finally {
        await server.stop();
      }
    });
  });

  test('push and pull move what a manifest needs; a stranger may read and not write', async () => {
    await inFolder(async (folder) => {
      const store = join(folder, 'store');
      mkdirSync(store);
      const server = await startCacheServer(store);
      try {
        const [keys, next] = [await makeKeys(), await makeKeys()];
        const team = { TURBO_API: server.url, TURBO_TOKEN: 'secret', TURBO_TEAMID: 'team_1' };
        const trusted = checkout(folder, 'trusted', keys);
        const signing = { ...trusted.env, ...team, TINYML_CACHE_SIGNING_KEY: keys.privateKey };
        // Built before there was a server: push sends what this machine has.
        const first = await buildIn(trusted.project, [], { env: trusted.env });
        const push = async (env: Readonly<Record<string, string | undefined>>): Promise<unknown> =>
          JSON.parse((await tinyml(['cache', 'push', trusted.project, '--json'], { env })).stdout);
        expect(await push({ ...trusted.env, ...team })).toMatchObject({ diagnostics: [{ code: 'TML964' }] });
        expect(await push(trusted.env)).toMatchObject({ diagnostics: [{ code: 'TML965' }] });
        expect(await push({ ...signing, TINYML_CACHE_SIGNING_KEY: next.privateKey })).toMatchObject({
          diagnostics: [{ code: 'TML964' }],
        });
        expect(await push(signing)).toMatchObject({ action: 'push', sent: ran(first).length });
        expect(await push(signing)).toMatchObject({ sent: 0 });

        const second = checkout(folder, 'second', keys);
        const reading = { ...second.env, ...team };
        const pulled = await tinyml(['cache', 'pull', second.project, '--json'], { env: reading });
        expect(JSON.parse(pulled.stdout)).toMatchObject({ fetched: ran(first).length, missing: [] });
        await server.stop();
        const offline = await buildIn(second.project, ['--no-remote-cache'], { env: reading });
        expect(ran(offline)).toEqual([]);

        // Without a server: one warning, a few seconds at most, and the build is the same.
        const third = checkout(folder, 'third', keys);
        const alone = await buildIn(third.project, [], { env: { ...third.env, ...team } });
        expect(alone.status).toBe(0);
        expect(ran(alone)).toEqual(ran(first));
        expect(alone.stderr.match(/is left out of this build/g)).toHaveLength(1);
      } finally {
        await server.stop();
      }
    });
  });

  test('an export is a cache to carry: signed by those who may, and taken by the keys of the repository alone', async () => {
    await inFolder(async (folder) => {
      const [keys, stranger] = [await makeKeys(), await makeKeys()];
      const trusted = checkout(folder, 'trusted', keys);
      const first = await buildIn(trusted.project, [], { env: trusted.env });
      const env = { ...trusted.env, TINYML_CACHE_SIGNING_KEY: keys.privateKey };
      const files = [join(folder, 'stages.tinyml'), `${join(folder, 'stages')}/`];
      for (const file of files) {
        const written = await tinyml(['cache', 'export', file, trusted.project, '--json'], {
          env,
          cwd: trusted.project,
        });
        expect(JSON.parse(written.stdout)).toMatchObject({ written: ran(first).length, signed: true });
        const other = checkout(folder, `other${String(files.indexOf(file))}`, keys);
        const taken = await tinyml(['cache', 'import', file, '--json'], { env: other.env, cwd: other.project });
        expect(JSON.parse(taken.stdout)).toMatchObject({ taken: ran(first).length });
        expect(ran(await buildIn(other.project, [], { env: other.env }))).toEqual([]);
      }
      // Another repository does not know the key, even if the file comes with a list of its own.
      const [file = ''] = files;
      const foreign = checkout(folder, 'foreign', stranger);
      cpSync(join(trusted.project, 'tinyml.cache.yaml'), join(folder, 'tinyml.cache.yaml'));
      const refused = await tinyml(['cache', 'import', file, '--json'], { env: foreign.env, cwd: foreign.project });
      expect(refused.status).toBe(1);
      expect(JSON.parse(refused.stdout)).toMatchObject({ diagnostics: [{ code: 'TML966' }] });
      expect(ran(await buildIn(foreign.project, [], { env: foreign.env }))).toEqual(ran(first));
    });
  });
});
