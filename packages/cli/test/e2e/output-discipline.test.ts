import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, inFolder, root, start, tinyml, type Ended } from './binary.ts';
import { buildIn, documentOf, float16, int8, makeProject, manifest } from './project.ts';
import { brokenFiles, treeOf } from './tree.ts';

jest.setTimeout(240_000);

const noStack = /^ {4}at |node:internal|This is a bug/m;

/** Exactly one JSON document with a schema on stdout. */
const expectDocument = (ended: Ended, status: number, schema: string): void => {
  expect({ status: ended.status, stderr: ended.stderr }).toMatchObject({ status });
  expect(ended.stdout.trimStart().startsWith('{') && ended.stdout.endsWith('}\n')).toBe(true);
  expect(documentOf(ended).schema).toBe(schema);
  expect(ended.stderr).not.toMatch(noStack);
};

describeWith('what comes out of the command', { files: [compiled] }, () => {
  test('--json is one document from every command', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      const cache = ['--json', '--cache-dir', join(folder, 'cache')];
      expectDocument(await tinyml(['build', folder, ...cache]), 0, 'tinyml-build/1');
      const others: readonly (readonly [string, readonly string[]])[] = [
        ['tinyml-plan/1', ['plan', folder]],
        ['tinyml-why/1', ['why', 'import', folder]],
        ['tinyml-inspect/1', ['inspect', join(folder, 'models/fashion.h5')]],
        ['tinyml-cache/1', ['cache', 'info']],
        ['tinyml-passes/1', ['passes']],
        ['tinyml-boards/1', ['boards']],
        ['tinyml-doctor/1', ['doctor']],
        ['tinyml-explanation/1', ['explain', 'TML501']],
        ['tinyml-builds/1', ['build', folder, join(folder, 'tinyml.yaml')]],
      ];
      for (const [schema, words] of others) expectDocument(await tinyml([...words, ...cache]), 0, schema);
      expect(JSON.parse((await tinyml(['schema', '--json'])).stdout)).toMatchObject({ $schema: expect.any(String) });
      mkdirSync(join(folder, 'new'));
      copyFileSync(join(folder, 'models/fashion.h5'), join(folder, 'new/net.h5'));
      expectDocument(await tinyml(['init', join(folder, 'new'), '--json']), 0, 'tinyml-init/1');
    });
  });

  test('exit statuses: usage 2, manifest 3, budget 4; nothing is written and no stack is shown', async () => {
    await inFolder(async (folder) => {
      const file = makeProject(folder);
      for (const words of [['biuld'], ['build', '--nonsense'], ['explain', 'TML0'], ['build', '--jobs', '0']])
        expectDocument(await tinyml([...words, '--json']), 2, 'tinyml-error/1');
      const broken = [
        '',
        '- a\n- b\n',
        'version: [\n',
        'version: 9\n',
        '\u0000\u0001',
        manifest('passes: [nothing]\n'),
        manifest(int8).replace('models/fashion.h5', 'models/none.h5'),
        manifest(int8).replace('models/fashion.h5', 'data/calibration.npz'),
        manifest(int8).replace('data/calibration.npz', 'data/none.npz'),
        manifest(int8).replace('data/calibration.npz', 'tinyml.yaml'),
        manifest('passes: ["./none.js"]\n'),
        manifest('passes: ["@acme/none"]\n'),
      ];
      for (const text of broken) {
        writeFileSync(file, text);
        const ended = await buildIn(folder, ['--no-cache']);
        expect({ text, code: documentOf(ended).diagnostics?.[0]?.message, status: ended.status }).toMatchObject({
          status: text.includes('none.npz') || text.includes('none.h5') ? expect.any(Number) : 3,
        });
        expectDocument(ended, ended.status ?? -1, 'tinyml-error/1');
        expect([1, 3]).toContain(ended.status);
      }
      writeFileSync(file, manifest(`budget: { flash: 2KiB }\n${int8}`));
      expectDocument(await buildIn(folder, ['--no-cache']), 4, 'tinyml-error/1');
      expect(existsSync(join(folder, 'firmware'))).toBe(false);
    });
  });

  test('without a compiler: verify gives 5 and says how to get one', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      mkdirSync(join(folder, 'bin'));
      const ended = await tinyml(['verify', folder, '--json', '--no-cache'], {
        env: { PATH: join(folder, 'bin'), CC: undefined },
      });
      expectDocument(ended, 5, 'tinyml-error/1');
      expect(documentOf(ended).diagnostics?.[0]?.hint).toMatch(/install|doctor/);
    });
  });

  test('an interrupt during a build gives 130, soon, and leaves the old tree', async () => {
    await inFolder(async (folder) => {
      const file = makeProject(folder);
      const cache = ['--cache-dir', join(folder, 'cache')];
      expect((await buildIn(folder, cache)).status).toBe(0);
      const before = treeOf(join(folder, 'firmware'));
      const interrupted: (number | null)[] = [];
      for (const [index, stage] of ['import', 'fuse-activation', 'quantize', 'lower'].entries()) {
        writeFileSync(
          file,
          manifest(`${index % 2 === 0 ? float16 : int8}budget: { ram: ${String(100 + index)}KiB }\n`),
        );
        let sent = 0;
        const ended = await buildIn(folder, ['--no-cache'], {
          onStderr(text, child) {
            if (sent > 0 || !new RegExp(`(^|\\s)${stage}\\s`).test(text)) return;
            sent = performance.now();
            child.kill('SIGINT');
          },
        });
        expect(sent).toBeGreaterThan(0);
        expect(performance.now() - sent).toBeLessThan(4000);
        interrupted.push(ended.status);
        expectDocument(ended, 130, 'tinyml-error/1');
        expect(treeOf(join(folder, 'firmware'))).toEqual(before);
      }
      expect(interrupted).toEqual([130, 130, 130, 130]);
      expect(brokenFiles(join(folder, 'firmware'))).toEqual([]);
    });
  });
});

const hasPnpm = spawnSync('pnpm', ['--version'], { cwd: root }).status === 0;
describeWith('through pnpm', { files: [compiled, ...(hasPnpm ? [] : ['pnpm'])] }, () => {
  test('stdout is the command’s own', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      const words = ['tinyml', 'plan', folder, '--json', '--cache-dir', join(folder, 'cache')];
      const direct = await tinyml(words.slice(1));
      expectDocument(direct, 0, 'tinyml-plan/1');
      const fromRoot = await start('pnpm', words, { cwd: root });
      const fromElsewhere = await start('pnpm', ['--silent', '--dir', root, ...words], { cwd: folder });
      const plainDir = await start('pnpm', ['--dir', root, ...words], { cwd: folder });
      for (const ended of [fromRoot, fromElsewhere, plainDir])
        expect(ended).toMatchObject({ status: 0, stdout: direct.stdout });
      const failed = await start(
        'pnpm',
        ['--silent', '--dir', root, 'tinyml', 'plan', join(folder, 'none'), '--json'],
        { cwd: folder },
      );
      expect(failed.status).toBe(3);
      expect(documentOf(failed).schema).toBe('tinyml-error/1');
    });
  });
});
