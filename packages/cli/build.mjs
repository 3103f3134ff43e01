// Bundles the command with the packages it is made of: loading a few files instead of some hundred takes a third of
// the time. The packages' own files stay where they are, for third parties and for paths relative to them.
import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** `import.meta.url` keeps meaning the file that it is written in. */
const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](core|formats|passes|training|codegen|cli)[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const [, name, file] = /[\\/](core|formats|passes|training|codegen|cli)[\\/]dist[\\/](.*)$/.exec(path) ?? [];
      const entry =
        name === 'cli' ? "new URL('../index.js', import.meta.url)" : `import.meta.resolve('@tinyml/${name}')`;
      const place = `new URL('./${file.replaceAll('\\', '/')}', ${entry}).href`;
      // Not where the words stand in a string.
      return { contents: text.replace(/(?<!['"`])import\.meta\.url/g, () => place), loader: 'js' };
    });
  },
};

await rm(here('dist/bundle'), { recursive: true, force: true });
await build({
  entryPoints: [here('dist/main.js')],
  outdir: here('dist/bundle'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['esbuild'],
  banner: {
    js: "import { createRequire as tinymlCreateRequire } from 'node:module'; const require = tinymlCreateRequire(import.meta.url);",
  },
  plugins: [keepPlaces],
  logLevel: 'warning',
});

// What editors complete a manifest from: `tinyml init` names it in the first line.
const schema = execFileSync(process.execPath, [here('bin/tinyml.js'), 'schema']);
await writeFile(here('dist/tinyml.schema.json'), JSON.stringify(JSON.parse(schema)));
