import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { inFolder, tinyml, type Outcome } from './tinyml.ts';

jest.setTimeout(60_000);

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

interface ErrorDocument {
  readonly schema: string;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly hint: string | null;
    readonly line: number | null;
  }[];
}

const failure = ({ stdout }: Outcome): ErrorDocument => JSON.parse(stdout) as ErrorDocument;

describe('commands without a model', () => {
  test('version and help', async () => {
    const [version, help, own] = await Promise.all([tinyml(['--version']), tinyml([]), tinyml(['build', '--help'])]);
    expect(version).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('inspect');
    expect(own.stdout).toContain('--frozen');
  });

  test.each([
    [['boards', '--json'], 'tinyml-boards/1'],
    [['passes', '--json'], 'tinyml-passes/1'],
    [['passes', 'quantize', '--json'], 'tinyml-passes/1'],
    [['doctor', '--json'], 'tinyml-doctor/1'],
    [['explain', 'tml112', '--json'], 'tinyml-explanation/1'],
    [['explain', '--json'], 'tinyml-explanations/1'],
  ])('%j prints one document', async (words, schema) => {
    const { status, stdout, stderr } = await tinyml(words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect((JSON.parse(stdout) as { schema: string }).schema).toBe(schema);
  });

  test('doctor says how to get native TensorFlow where it is not', async () => {
    const { stdout } = await tinyml(['doctor', '--json'], { env: { TINYML_TENSORFLOW_DIR: 'nowhere' } });
    const { tools } = JSON.parse(stdout) as { tools: unknown[] };
    expect(tools).toContainEqual(
      expect.objectContaining({ name: 'native TensorFlow', version: null, install: 'npx tinyml-setup-tfjs' }),
    );
  });

  test('schema is a JSON schema', async () => {
    expect(JSON.parse((await tinyml(['schema'])).stdout)).toMatchObject({
      $schema: expect.stringContaining('json-schema.org'),
      required: ['version', 'model', 'target'],
    });
  });

  test.each([
    [['biuld'], 'TML001', '`build`'],
    [['build', '--frozn'], 'TML002', '`--frozen`'],
    [['inspect'], 'TML002', 'inspect --help'],
    [['build', '--jobs', 'many'], 'TML002', 'build --help'],
    [['build', '--watch', 'a', 'b'], 'TML002', 'one tinyml for each'],
    [['cache', 'burn'], 'TML002', 'prune'],
    [['explain', 'TML113x'], 'TML005', 'TML113'],
  ])('%j is a mistake in usage', async (words, code, hint) => {
    const result = await tinyml([...words, '--json']);
    expect(result.status).toBe(2);
    expect(failure(result)).toMatchObject({
      schema: 'tinyml-error/1',
      diagnostics: [{ code, hint: expect.stringContaining(hint) }],
    });
  });

  test('a manifest with mistakes gives 3, all of them, and annotations', async () => {
    await inFolder(async (folder) => {
      await writeFile(
        join(folder, 'tinyml.yaml'),
        'version: 1\nmodel: a.h5\ntarget: { bord: uno }\nbudget: { flash: 0 }\n',
      );
      const [json, text] = await Promise.all([
        tinyml(['build', folder, '--json']),
        tinyml(['plan', folder], { env: { GITHUB_ACTIONS: 'true' } }),
      ]);
      expect(json.status).toBe(3);
      expect(failure(json).diagnostics.map(({ code, line }) => [code, line])).toEqual([['TML122', 2], ['TML112', 3], ['TML119', 4]]); // prettier-ignore
      expect(text).toMatchObject({ status: 3, stdout: '' });
      expect(text.stderr).toContain('hint:');
      expect(text.stderr).toContain('^^^^');
      expect(text.stderr).toMatch(/::error file=.*,line=3,col=11,title=TML112::/);
      expect(text.stderr).not.toContain('\u001b[');
    });
  });

  test('no manifest: 3, with what to do', async () => {
    const result = await inFolder((folder) => tinyml(['build', '--json'], { cwd: folder }));
    expect(result.status).toBe(3);
    expect(failure(result).diagnostics[0]).toMatchObject({
      code: 'TML102',
      hint: expect.stringContaining('tinyml init'),
    });
  });

  test.each(['info', 'prune', 'clear'])('cache %s refuses a folder that is not the cache', async (action) => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'mine.txt'), 'mine');
      const refused = await tinyml(['cache', action, '--cache-dir', folder, '--json']);
      expect([refused.status, failure(refused).diagnostics[0]?.code]).toEqual([1, 'TML910']);
      expect(await readdir(folder)).toEqual(['mine.txt']);
      const own = join(folder, 'new');
      expect(JSON.parse((await tinyml(['cache', action, '--cache-dir', own, '--json'])).stdout)).toMatchObject({
        schema: 'tinyml-cache/1',
        folder: own,
      });
    });
  });

  test('init never overwrites and wants a model', async () => {
    await inFolder(async (folder) => {
      expect(failure(await tinyml(['init', folder, '--json'])).diagnostics[0]?.code).toBe('TML003');
      await copyFile(join(root, 'examples/sine/models/sine.h5'), join(folder, '1 net.h5'));
      const made = await tinyml(['init', folder, '--board', 'uno', '--json']);
      expect(JSON.parse(made.stdout)).toMatchObject({ schema: 'tinyml-init/1', model: '1 net.h5', board: 'uno' });
      expect(await readFile(join(folder, 'tinyml.yaml'), 'utf8')).toContain('name: m1_net ');
      const again = await tinyml(['init', folder, '--json']);
      expect(again.status).toBe(2);
      expect(failure(again).diagnostics[0]?.code).toBe('TML004');
    });
  });
});
