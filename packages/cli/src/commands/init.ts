import { boards } from '@tinyml/codegen';
import {
  didYouMean,
  manifestExists,
  manifestFileName,
  modelNotFound,
  nameFromPath,
  noModelFound,
  TinymlError,
  unknownBoard,
} from '@tinyml/core';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { shownPath } from '../render/diagnostic.ts';
import { printJson } from '../report.ts';
import type { Command, CommonOptions } from '../terminal.ts';

interface InitFlags extends CommonOptions {
  readonly model?: string;
  readonly board?: string;
}

const endings = ['.tflite', '.h5', '.keras', '.onnx', 'model.json'];
const skipped = new Set(['node_modules', 'firmware', 'lib', 'dist', 'build']);
const deepest = 3;
const most = 50;

/** Model files in `folder` and below, the nearest first. */
const findModels = async (folder: string, depth = 0): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const here = names.filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)));
  const found = here.map((entry) => join(folder, entry.name));
  if (depth === deepest) return found;
  for (const entry of names) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || skipped.has(entry.name) || found.length > most) continue;
    found.push(...(await findModels(join(folder, entry.name), depth + 1)));
  }
  return found;
};

/** A path that YAML takes as it is. */
const yamlText = (text: string): string =>
  /^[\w./][\w./ -]*$/.test(text) && !/\s$/.test(text) ? text : `'${text.replace(/'/g, "''")}'`;

const manifestText = (model: string, others: readonly string[], board: string): string => {
  const known = boards.find(({ id }) => id === board);
  const train = /\.[cm]?[jt]s$/.test(model)
    ? '#   train: { file: train.npz, array: x, labels: { array: y } }   # what `train` trains the network on\n'
    : '';
  return `version: 1
name: ${nameFromPath(model)}                # prefix of C symbols
model: ${yamlText(model)}
${others.map((other) => `# model: ${yamlText(other)}\n`).join('')}target:
  board: ${board}          # ${known === undefined ? 'see' : `${known.name}; others:`} \`tinyml boards\`
# budget: { flash: 64KiB, ram: 20KiB, latency: 10ms }   # default: all that the board has
priority: size                 # what matters most: size, accuracy or latency
# data:                        # int8 quantisation is calibrated on some 100 typical inputs
#   calibration: { file: calib.npz, limit: 100 }
${train}passes: auto                   # chosen by priority; \`lossless\`, or a list such as [fold-constants, quantize: { mode: int8 }]
output: { dir: firmware, project: platformio }
`;
};

const command: Command<InitFlags> = async ([folder = '.'], flags, terminal) => {
  const dir = resolve(folder);
  const path = join(dir, manifestFileName);
  if (existsSync(path)) throw new TinymlError(manifestExists(shownPath(path)));
  const board = flags.board ?? 'nucleo_f446re';
  const ids = boards.map(({ id }) => id);
  if (!ids.includes(board))
    throw new TinymlError(unknownBoard(board, didYouMean(board, ids) ?? '`tinyml boards` lists the boards'));
  if (flags.model !== undefined && !existsSync(flags.model))
    throw new TinymlError(modelNotFound(flags.model, 'paths are relative to the current folder'));
  const found = flags.model === undefined ? await findModels(dir) : [resolve(flags.model)];
  const [model, ...others] = found.map((file) => relative(dir, file).split(sep).join('/'));
  if (model === undefined) throw new TinymlError(noModelFound(shownPath(dir)));
  await mkdir(dir, { recursive: true });
  await writeFile(path, manifestText(model, others.slice(0, 8), board), { flag: 'wx' });
  if (terminal.json) printJson({ schema: 'tinyml-init/1', manifest: path, model, board }, terminal);
  else if (!terminal.quiet) {
    const { style } = terminal;
    terminal.out(`${style.green('✓')} wrote ${style.bold(shownPath(path))} for ${model} on ${board}\n\nNext:\n`);
    const place = folder === '.' ? '' : ` ${folder}`;
    terminal.out(
      `  ${style.cyan(`tinyml plan${place}`)}    what will be done, and why\n  ${style.cyan(`tinyml build${place}`)}   do it\n`,
    );
  }
  return 0;
};

export default command;
