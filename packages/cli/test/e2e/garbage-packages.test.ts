import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, eachAtOnce, inFolder, root, tinyml } from './binary.ts';

jest.setTimeout(900_000);

const cases = join(dirname(fileURLToPath(import.meta.url)), '../cases/garbage-packages');
const model = join(root, 'examples/sine/models/sine.h5');

/** A project of a user that names a pass: its model, and core where the pass finds it. */
const makeProject = (folder: string): void => {
  cpSync(model, join(folder, 'sine.h5'));
  mkdirSync(join(folder, 'node_modules/@tinyml'), { recursive: true });
  symlinkSync(join(root, 'packages/core'), join(folder, 'node_modules/@tinyml/core'));
};

/** What a build says that must fail with exit status 3: its first error. */
const failureOf = async (folder: string, pass: string): Promise<{ status: number | null; said: string }> => {
  const name = basename(pass).replace(/\W/g, '_');
  writeFileSync(
    join(folder, `${name}.yaml`),
    `version: 1\nname: sine\nmodel: sine.h5\ntarget: { core: cortex-m4f, flash: 64KiB, ram: 16KiB }\n` +
      `passes: ['${pass}']\noutput: { dir: out-${name}, project: library }\n`,
  );
  const { status, stdout } = await tinyml(['build', join(folder, `${name}.yaml`), '--no-cache', '--json', '--quiet']);
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { code: string; message: string }[] };
  expect(existsSync(join(folder, `out-${name}`))).toBe(false);
  return { status, said: `${diagnostics[0]?.code ?? ''} ${diagnostics[0]?.message ?? ''}` };
};

/** The first line of a case: the code, and words of the message. */
const expectation = (file: string): { readonly code: string; readonly words: string } => {
  const [, code = '', words = ''] = /^\/\/ (\w+) (.*)/.exec(readFileSync(file, 'utf8')) ?? [];
  return { code, words };
};

/** Cases that no call can catch. */
const processWide = /^(?:never|exits|late|aborts)/;

describeWith('mistakes of authors of passes', { files: [compiled, model] }, () => {
  test('each names the package and the mistake, with exit status 3', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      cpSync(cases, folder, { recursive: true });
      const files = readdirSync(cases).filter((name) => name.endsWith('.js'));
      expect(files.length).toBeGreaterThan(100);
      // A process each: some of them, or all with TINYML_FULL.
      const chosen = files.filter(
        (file, i) => process.env['TINYML_FULL'] === '1' || i % 8 === 0 || processWide.test(file),
      );
      const wrong: unknown[] = [];
      await eachAtOnce(chosen, 2, async (file) => {
        const { code, words } = expectation(join(cases, file));
        const { status, said } = await failureOf(folder, `./${file}`);
        const isRight =
          status === (code === 'TML452' ? 1 : 3) &&
          said.startsWith(`${code} `) &&
          said.includes(words) &&
          (code === 'TML452' || said.includes(`./${file}`));
        if (!isRight) wrong.push({ file, status, said, code, words });
      });
      expect(wrong).toEqual([]);
    });
  });

  test.each([
    ['no package.json', {}, 'TML411'],
    ['a package.json that is no JSON', { 'package.json': '{ "name": ' }, 'TML412'],
    ['a package.json that is a list', { 'package.json': '[]' }, 'TML412'],
    ['no main file', { 'package.json': '{ "name": "acme", "keywords": ["tinyml-pass"] }' }, 'TML412'],
    ['no keyword', { 'package.json': '{ "name": "acme", "exports": "./i.js" }', 'i.js': 'export default 1' }, 'TML412'],
    [
      'keywords that are no list',
      { 'package.json': '{ "name": "acme", "keywords": 5, "exports": "./i.js" }', 'i.js': 'export default 1' },
      'TML412',
    ],
    [
      'no peer dependency on core',
      {
        'package.json': '{ "name": "acme", "type": "module", "keywords": ["tinyml-pass"], "exports": "./i.js" }',
        'i.js': 'export default 1',
      },
      'TML412',
    ],
    [
      'a main file that is not there',
      {
        'package.json':
          '{ "name": "acme", "keywords": ["tinyml-pass"], "peerDependencies": { "@tinyml/core": "*" }, "exports": "./gone.js" }',
      },
      'TML412',
    ],
  ])('a package with %s', async (_, files, code) => {
    await inFolder(async (folder) => {
      makeProject(folder);
      mkdirSync(join(folder, 'node_modules/acme'));
      for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, 'node_modules/acme', path), text);
      const { status, said } = await failureOf(folder, 'acme#p');
      expect([status, said]).toEqual([3, expect.stringMatching(new RegExp(`^${code} .*acme`))]);
    });
  });

  test.each([
    ['a file that is not there', './gone.js', 'TML411'],
    ['a folder', './node_modules', 'TML412'],
    ['TypeScript', './pass.ts', 'TML412'],
  ])('%s for a pass', async (_, pass, code) => {
    await inFolder(async (folder) => {
      makeProject(folder);
      writeFileSync(join(folder, 'pass.ts'), 'enum No { way }\nexport default null as unknown;\n');
      const { status, said } = await failureOf(folder, pass);
      expect([status, said]).toEqual([3, expect.stringContaining(`${code} `)]);
    });
  });
});
