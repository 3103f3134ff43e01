// @ts-check
// What a report's page runs and looks by: the scripts of this folder with the libraries in them, its style, and the licences of
// these libraries. Used when the command is built, and by a checkout that runs on its sources.
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * The folder of the package that a bundled file belongs to; undefined: one of ours.
 * @param {string} file
 */
const packageOf = (file) => {
  if (!file.includes('node_modules')) return undefined;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
  return undefined;
};

/** @param {string} folder */
const notice = async (folder) => {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? `License: ${license}` : await readFile(join(folder, file), 'utf8');
  return `${name} ${version}\n\n${text.trim()}\n`;
};

/** @returns {Promise<{ script: string, style: string, notices: string }>} */
export const bundlePage = async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: [join(here, 'main.ts')],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    absWorkingDir: here,
    logLevel: 'error',
  });
  const folders = new Set(Object.keys(metafile.inputs).flatMap((file) => packageOf(resolve(here, file)) ?? []));
  const notices = await Promise.all([...folders].map(notice));
  const style = await transform(await readFile(join(here, 'style.css'), 'utf8'), { loader: 'css', minify: true });
  return {
    // Nothing in it ends the element that it stands in.
    script: (outputFiles[0]?.text ?? '').trim().replaceAll('</script', '<\\/script'),
    style: style.code.trim(),
    notices: notices.sort().join('\n'),
  };
};
