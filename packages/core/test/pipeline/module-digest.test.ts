import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { createFileDigests } from '../../src/cache/file-digests.ts';
import { memoryStore } from '../../src/cache/memory-store.ts';
import { kernelsDigest, moduleDigest } from '../../src/pipeline/source-digest.ts';
import { defineKernel } from '../../src/kernel/define-kernel.ts';

jest.setTimeout(120_000);

const root = mkdtempSync(join(tmpdir(), 'tinyml-digest-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let count = 0;

type Files = Readonly<Record<string, string>>;

const old = new Date(Date.now() - 60_000);

/** Writes files that look as if nobody had touched them for long, so that their digests are remembered. */
const write = (folder: string, files: Files): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    utimesSync(join(folder, path), old, old);
  }
};

const package_ = (name: string, version: string, more: object = {}): string =>
  JSON.stringify({ name, version, type: 'module', exports: './index.js', ...more });

const dep = {
  'node_modules/dep/package.json': package_('dep', '1.0.0'),
  'node_modules/dep/index.js': 'export const k = 1;',
};

interface Case {
  readonly name: string;
  /** `pass.js` is the module. */
  readonly files: Files;
  readonly change: Files | ((folder: string) => void);
  /** Default: true. */
  readonly changes?: boolean;
}

const imports = "import { k } from 'dep';\nexport default k;";

const cases: readonly Case[] = [
  {
    name: 'an import by path',
    files: { 'pass.js': "import './b.js';", 'b.js': 'export const k = 1;console.log(k)' },
    change: { 'b.js': 'export const k = 2;console.log(k)' },
  },
  {
    name: 'a comment',
    files: { 'pass.js': 'export const k = 1;' },
    change: { 'pass.js': '// mine\nexport const k = 1;' },
    changes: false,
  },
  {
    name: 'a file that nothing names',
    files: { 'pass.js': 'export const k = 1;', 'other.js': '1' },
    change: { 'other.js': '2' },
    changes: false,
  },
  {
    name: 'an upgraded dependency',
    files: { 'pass.js': imports, ...dep },
    change: {
      'node_modules/dep/package.json': package_('dep', '2.0.0'),
      'node_modules/dep/index.js': 'export const k = 2;',
    },
  },
  {
    name: 'a dependency patched in place',
    files: { 'pass.js': imports, ...dep },
    change: { 'node_modules/dep/index.js': 'export const k = 2;' },
  },
  {
    name: 'a comment in a dependency',
    files: { 'pass.js': imports, ...dep },
    change: { 'node_modules/dep/index.js': '/* same */ export const k = 1;' },
    changes: false,
  },
  {
    name: "a dependency's dependency",
    files: {
      'pass.js': imports,
      'node_modules/dep/package.json': package_('dep', '1.0.0', { dependencies: { deep: '*' } }),
      'node_modules/dep/index.js': "export { k } from 'deep';",
      'node_modules/deep/package.json': package_('deep', '1.0.0'),
      'node_modules/deep/index.js': 'export const k = 1;',
    },
    change: { 'node_modules/deep/index.js': 'export const k = 2;' },
  },
  {
    name: 'the version of something that a dependency may load unseen',
    files: {
      'pass.js': imports,
      ...dep,
      'node_modules/dep/package.json': package_('dep', '1.0.0', { dependencies: { native: '*' } }),
      'node_modules/native/package.json': package_('native', '1.0.0'),
    },
    change: { 'node_modules/native/package.json': package_('native', '1.0.1') },
  },
  {
    name: 'a dynamic import',
    files: { 'pass.js': "export default () => import('dep');", ...dep },
    change: { 'node_modules/dep/index.js': 'export const k = 2;' },
  },
  {
    name: 'a dynamic import whose name is computed from one that is written',
    files: { 'pass.js': "const name = 'dep';\nexport default await import(name);", ...dep },
    change: { 'node_modules/dep/index.js': 'export const k = 2;' },
  },
  {
    name: 'require in CommonJS',
    files: { 'pass.cjs': "module.exports = require('./table.cjs');", 'table.cjs': 'module.exports = 1;' },
    change: { 'table.cjs': 'module.exports = 2;' },
  },
  {
    name: 'createRequire of a package',
    files: {
      'pass.js': "import { createRequire } from 'node:module';\nexport default createRequire(import.meta.url)('dep');",
      ...dep,
    },
    change: { 'node_modules/dep/index.js': 'export const k = 2;' },
  },
  {
    name: 'createRequire of a JSON file',
    files: {
      'pass.js':
        "import { createRequire } from 'node:module';\nexport default createRequire(import.meta.url)('./t.json');",
      't.json': '{"k":1}',
    },
    change: { 't.json': '{"k":2}' },
  },
  {
    name: 'an import of JSON',
    files: { 'pass.js': "import t from './t.json' with { type: 'json' };\nexport default t;", 't.json': '{"k":1}' },
    change: { 't.json': '{"k":2}' },
  },
  {
    name: 'a file named beside the module',
    files: { 'pass.js': "export default new URL('./table.bin', import.meta.url);", 'table.bin': '1' },
    change: { 'table.bin': '2' },
  },
  {
    name: 'what a module that is named, not imported, imports',
    files: {
      'pass.js':
        "import { createRequire } from 'node:module';\nexport default createRequire(import.meta.url)('./a.cjs');",
      'a.cjs': "module.exports = require('./b.cjs');",
      'b.cjs': 'module.exports = 1;',
    },
    change: { 'b.cjs': 'module.exports = 2;' },
  },
  {
    name: 'a package that is linked from a workspace',
    files: {
      'repo/pass.js': imports,
      'lib/package.json': package_('dep', '1.0.0'),
      'lib/index.js': 'export const k = 1;',
    },
    change: { 'lib/index.js': 'export const k = 2;' },
  },
  {
    name: 'a link that leads to another version',
    files: {
      'repo/pass.js': imports,
      'lib/package.json': package_('dep', '1.0.0'),
      'lib/index.js': 'export const k = 1;',
      'lib2/package.json': package_('dep', '1.0.1'),
      'lib2/index.js': 'export const k = 2;',
    },
    change: (folder) => {
      rmSync(join(folder, 'repo/node_modules/dep'));
      symlinkSync(join(folder, 'lib2'), join(folder, 'repo/node_modules/dep'));
    },
  },
  {
    name: 'an installation that gets in the way of another',
    files: { 'repo/pass.js': imports, ...dep },
    change: {
      'repo/node_modules/dep/package.json': package_('dep', '2.0.0'),
      'repo/node_modules/dep/index.js': 'export const k = 2;',
    },
  },
  {
    name: 'an optional dependency that is not installed',
    files: { 'pass.js': "export default import('absent').catch(() => 1);" },
    change: {
      'node_modules/absent/package.json': package_('absent', '1.0.0'),
      'node_modules/absent/index.js': 'export const k = 2;',
    },
  },
];

const makeCase = (files: Files): { readonly folder: string; readonly entry: string } => {
  const folder = join(root, String(count++));
  write(folder, files);
  if ('repo/pass.js' in files && 'lib/index.js' in files) {
    mkdirSync(join(folder, 'repo/node_modules'));
    symlinkSync(join(folder, 'lib'), join(folder, 'repo/node_modules/dep'));
  }
  const entry = Object.keys(files).find((path) => /(^|\/)pass\.c?js$/.test(path)) ?? '';
  return { folder, entry: join(folder, entry) };
};

/** Every file's ctime is now: only a clock that has gone on lets digests be remembered. */
const later = async <T>(use: () => Promise<T>): Promise<T> => {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
  try {
    return await use();
  } finally {
    clock.mockRestore();
  }
};

describe('the digest of what runs', () => {
  test.each(cases)('$name', async ({ files, change, changes = true }) => {
    const { folder, entry } = makeCase(files);
    const store = memoryStore();
    const digest = (): Promise<string> => later(() => moduleDigest(entry, createFileDigests(store), store));
    const before = await digest();
    expect(await digest()).toBe(before);
    if (typeof change === 'function') change(folder);
    else write(folder, change);
    expect((await digest()) === before).toBe(!changes);
  });

  test('a file that was imported only lately counts as much', async () => {
    const { folder, entry } = makeCase({ 'pass.js': 'export default 1;' });
    const store = memoryStore();
    const digest = (): Promise<string> => later(() => moduleDigest(entry, createFileDigests(store), store));
    await digest();
    write(folder, { 'pass.js': "import './b.js';", 'b.js': 'console.log(1)' });
    const second = await digest();
    write(folder, { 'b.js': 'console.log(2)' });
    expect(await digest()).not.toBe(second);
  });

  test('once known, nothing is bundled or read again', async () => {
    const { folder, entry } = makeCase({ 'pass.js': imports, ...dep });
    const store = memoryStore();
    const digests = createFileDigests(store);
    const before = await later(() => moduleDigest(entry, digests, store));
    const memo = jest.spyOn(digests, 'memo');
    expect(await moduleDigest(entry, digests, store)).toBe(before);
    expect(memo).not.toHaveBeenCalled();
    expect(folder).toBeTruthy();
  });

  test('a header that a kernel includes', async () => {
    const folder = join(root, String(count++));
    write(folder, { 'k.h': '#include "inner.h"\n#include "tml_port.h"\n', 'inner.h': 'int x;' });
    const kernel = defineKernel({
      name: 'k',
      version: 1,
      op: 'relu',
      isa: 'generic',
      sources: [{ name: 'k.h', path: join(folder, 'k.h') }],
      supports: () => true,
      lower: () => ({ function: 'k', arguments: [], constants: [], scratch: 0 }),
      cost: () => ({ instructions: 1, cycles: 1 }),
    });
    const store = memoryStore();
    const digest = (): Promise<string> => later(() => kernelsDigest('p', [kernel], createFileDigests(store), store));
    const before = await digest();
    write(folder, { 'inner.h': 'int y;' });
    expect(await digest()).not.toBe(before);
  });
});

test('a file whose content changed, but neither size nor mtime nor inode, is hashed again', async () => {
  const folder = join(root, String(count++));
  write(folder, { data: 'aaaa' });
  const store = memoryStore();
  const digest = (): Promise<string> => later(() => createFileDigests(store).file(join(folder, 'data')));
  const before = await digest();
  expect(await digest()).toBe(before);
  await new Promise((done) => setTimeout(done, 20));
  write(folder, { data: 'bbbb' });
  expect(await digest()).not.toBe(before);
});
