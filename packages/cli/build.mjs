// Bundles the command with the packages it is made of: loading a few files instead of some hundred takes a third of
// the time, and an installed command needs nothing of theirs but the C of the kernels, which is copied.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryStore, readCodeDigests } from '@tinyml/core/internal';
import * as esbuild from 'esbuild';
import { bundlePage } from './page/bundle.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// In a checkout the packages lie beside this one; in an installed command what is left of them lies beside the bundle.
const banner = `import { existsSync as tinymlExists } from 'node:fs';
import { createRequire as tinymlCreateRequire } from 'node:module';
const require = tinymlCreateRequire(import.meta.url);
const tinymlPackages = new URL(tinymlExists(new URL('../../src', import.meta.url)) ? '../../../' : '../', import.meta.url);`;

/** `import.meta.url` keeps meaning the file that it is written in. */
const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](core|formats|passes|codegen|operators|cli)[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const [, name, file] = /[\\/](core|formats|passes|codegen|operators|cli)[\\/]dist[\\/](.*)$/.exec(path) ?? [];
      const place =
        name === 'cli'
          ? `new URL('../${file.replaceAll('\\', '/')}', import.meta.url).href`
          : `new URL('${name}/dist/${file.replaceAll('\\', '/')}', tinymlPackages).href`;
      // Not where the words stand in a string.
      return { contents: text.replace(/(?<!['"`])import\.meta\.url/g, () => place), loader: 'js' };
    });
  },
};

/** esbuild stays a package. `require` finds it under Plug'n'Play, too, where a plain `import` needs a loader. */
const requireEsbuild = {
  name: 'require-esbuild',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^esbuild$/ }, ({ kind }) =>
      kind === 'require-call' ? { external: true } : { path: 'esbuild', namespace: 'required' },
    );
    const names = Object.keys(esbuild).filter((name) => name !== 'default');
    onLoad({ filter: /.*/, namespace: 'required' }, () => ({
      contents: `export const { ${names.join(', ')} } = require('esbuild');`,
      loader: 'js',
    }));
  },
};

const codeDigests = async () => {
  const [{ createBackend }, { makeToolkit }, { findTraining }] = await Promise.all(
    ['backend', 'toolkit', 'training'].map((name) => import(`./dist/${name}.js`)),
  );
  const store = memoryStore();
  return readCodeDigests(makeToolkit(await findTraining(here('.'))), createBackend(store), store);
};

for (const folder of ['bundle', 'codegen', 'core', 'operators'])
  await rm(here(`dist/${folder}`), { recursive: true, force: true });
await esbuild.build({
  entryPoints: {
    main: here('dist/main.js'),
    operators: fileURLToPath(import.meta.resolve('@tinyml/operators')),
    'interpreter-worker': fileURLToPath(
      new URL('evaluation/interpreter-worker.js', import.meta.resolve('@tinyml/core')),
    ),
  },
  outdir: here('dist/bundle'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['@tinyml/training'],
  define: { TINYML_CODE_DIGESTS: JSON.stringify(await codeDigests()) },
  banner: { js: banner },
  plugins: [keepPlaces, requireEsbuild],
  logLevel: 'warning',
});

// The files that the bundle looks for beside the code of a package.
await cp(new URL('../c/', import.meta.resolve('@tinyml/codegen')), here('dist/codegen/c'), { recursive: true });
const operators = fileURLToPath(new URL('./', import.meta.resolve('@tinyml/operators')));
for (const path of await readdir(operators, { recursive: true }))
  if (/\.h(\.in)?$/.test(path)) await cp(join(operators, path), here(`dist/operators/dist/${path}`));
await cp(join(operators, '../c/LICENSE'), here('dist/operators/LICENSE'));
await mkdir(here('dist/core/dist/evaluation'), { recursive: true });
await writeFile(
  here('dist/core/dist/evaluation/interpreter-worker.js'),
  "import '../../../bundle/interpreter-worker.js';\n",
);

// What a report's page runs and looks by.
await writeFile(here('dist/page.json'), JSON.stringify(await bundlePage()));

// What editors complete a manifest from: `tinyml init` names it in the first line.
const schema = execFileSync(process.execPath, [here('bin/tinyml.js'), 'schema']);
await writeFile(here('dist/tinyml.schema.json'), JSON.stringify(JSON.parse(schema)));
