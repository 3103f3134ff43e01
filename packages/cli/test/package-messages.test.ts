import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(120_000);

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** A package whose pass always finds something wrong. `diagnostics`: what it explains, as code; `said`: fields of its message. */
const writePackage = (folder: string, diagnostics: string, said = ''): void => {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: '@acme/tinyml-pass-odd',
      type: 'module',
      exports: './src/index.js',
      keywords: ['tinyml-pass'],
      peerDependencies: { '@tinyml/core': '*' },
    }),
  );
  writeFileSync(
    join(folder, 'src/index.js'),
    `import { definePass, TinymlError } from '@tinyml/core';
const oddLayers = (count) => ({
  code: 'ACME001', severity: 'error', message: \`\${count} layers, an odd number\`, hint: 'add one'${said},
});
const pass = definePass({
  name: 'refuse-odd', version: 1, kind: 'graph', summary: 'refuse an odd number of layers', preserves: 'bits',
  run(graph) { throw new TinymlError(oddLayers(graph.nodes.length)); },
});
export default { passes: [pass], diagnostics: ${diagnostics} };
`,
  );
};

/** A project beside no workspace, with the package installed. */
const inProject = (diagnostics: string, said: string, use: (folder: string) => Promise<void>): Promise<void> =>
  inFolder(async (folder) => {
    cpSync(join(root, 'examples/sine/models/sine.h5'), join(folder, 'sine.h5'));
    mkdirSync(join(folder, 'node_modules/@tinyml'), { recursive: true });
    symlinkSync(join(root, 'packages/core'), join(folder, 'node_modules/@tinyml/core'));
    writePackage(join(folder, 'node_modules/@acme/tinyml-pass-odd'), diagnostics, said);
    writeFileSync(
      join(folder, 'tinyml.yaml'),
      `version: 1\nname: sine\nmodel: sine.h5\ntarget: { core: cortex-m4f, flash: 64KiB, ram: 16KiB }\n` +
        `passes: ['@acme/tinyml-pass-odd']\noutput: { dir: out, project: library }\n`,
    );
    await use(folder);
  });

const text = 'Some layers have no partner. They would be alone.';

describe('messages of a package', () => {
  test('its code is explained where the manifest names the package, and among all others', async () => {
    await inProject(`{ ACME001: '${text}' }`, '', async (cwd) => {
      const one = await tinyml(['explain', 'acme001', '--json'], { cwd });
      expect(JSON.parse(one.stdout)).toEqual({ schema: 'tinyml-explanation/1', code: 'ACME001', text });
      const all = await tinyml(['explain'], { cwd });
      expect(all.stdout).toMatch(/^ACME001 {2}Some layers have no partner\.$/m);
      expect(all.stdout).toMatch(/^TML112 {2}/m);
    });
    const elsewhere = await tinyml(['explain', 'ACME001', '--json'], { cwd: root });
    expect([elsewhere.status, elsewhere.stdout]).toEqual([2, expect.stringContaining('TML005')]);
  });

  test.each([
    ['is 3', '', 3],
    ['is what the message says', ', exitStatus: 4', 4],
  ])('the exit status %s', async (_, said, expected) => {
    await inProject(`{ ACME001: '${text}' }`, said, async (cwd) => {
      const { status, stdout } = await tinyml(['build', '--no-cache', '--json', '--quiet'], { cwd });
      expect({ status, document: JSON.parse(stdout) as unknown }).toMatchObject({
        status: expected,
        document: { diagnostics: [{ code: 'ACME001', message: expect.stringContaining('an odd number') }] },
      });
    });
  });

  test.each([
    ['of the namespace TML', `{ TML112: 'Mine now.' }`, 'TML is the namespace of tinyml itself'],
    ['of another form', `{ 'acme 1': 'Small.' }`, 'is no code such as ACME001'],
    ['without a text', `{ ACME001: 5 }`, 'diagnostics.ACME001 is the number 5'],
    ['in a list', `['ACME001']`, 'diagnostics is a list'],
  ])('a code %s is refused', async (_, diagnostics, problem) => {
    await inProject(diagnostics, '', async (cwd) => {
      const { status, stdout } = await tinyml(['build', '--no-cache', '--json', '--quiet'], { cwd });
      expect({ status, document: JSON.parse(stdout) as unknown }).toMatchObject({
        status: 3,
        document: { diagnostics: [{ code: 'TML313', message: expect.stringContaining(problem) }] },
      });
      expect((await tinyml(['explain', 'TML112'], { cwd })).status).toBe(0);
    });
  });

  test('two packages must not explain one code', async () => {
    await inProject(`{ ACME001: '${text}' }`, '', async (cwd) => {
      writeFileSync(
        join(cwd, 'other.mjs'),
        `import { definePass } from '@tinyml/core';
const pass = definePass({ name: 'other', version: 1, kind: 'graph', summary: 'x', preserves: 'bits', run: (graph) => graph });
export default { passes: [pass], diagnostics: { ACME001: 'Another.' } };
`,
      );
      writeFileSync(
        join(cwd, 'two.yaml'),
        `version: 1\nname: sine\nmodel: sine.h5\ntarget: { core: cortex-m4f }\npasses: ['@acme/tinyml-pass-odd', ./other.mjs]\noutput: { project: library }\n`,
      );
      const { status, stdout } = await tinyml(['plan', 'two.yaml', '--no-cache', '--json'], { cwd });
      expect([status, stdout]).toEqual([3, expect.stringContaining('code ACME001 of ./other.mjs')]);
    });
  });
});
