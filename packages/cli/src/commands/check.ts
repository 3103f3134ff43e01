import { boards } from '@tinyml/codegen';
import { didYouMean, TinymlError } from '@tinyml/core';
import {
  memoryStore,
  modelNotFound,
  parseManifest,
  surveyModel,
  type Backend,
  type Board,
} from '@tinyml/core/internal';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { usage } from '../diagnostics/command-line.ts';
import { createBackend } from '../backend.ts';
import { checkBoard, type BoardVerdict } from '../check-model.ts';
import { bytesText } from '../render/number.ts';
import { table } from '../render/table.ts';
import { printJson } from '../report.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { tinymlVersion } from '../version.ts';

interface CheckFlags extends CommonOptions {
  readonly boards?: string;
}

/** The boards that are asked for, all without a list. */
const boardsOf = (list: string | undefined): readonly Board[] => {
  if (list === undefined) return boards;
  const names = list.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  if (names.length === 0) throw new TinymlError(usage('--boards names no board', 'e.g. --boards uno,nucleo_f446re'));
  return names.map((name) => {
    const board = boards.find(({ id }) => id === name);
    if (board !== undefined) return board;
    const ids = boards.map(({ id }) => id);
    const hint = didYouMean(name, ids) ?? '`tinyml boards` lists the boards';
    throw new TinymlError(usage(`--boards ${name}: there is no such board`, hint));
  });
};

/** The digest of the code does not change while a command runs. */
const withOneDigest = <P>(backend: Backend<P>): Backend<P> => {
  let known: ReturnType<Backend<P>['digest']> | undefined;
  return { ...backend, digest: () => (known ??= backend.digest()) };
};

const verdictText = ({ verdict, form, needs }: BoardVerdict, { style }: Terminal): string => {
  const data = needs.length === 0 ? '' : `, needs ${needs.join(', ')}`;
  switch (verdict) {
    case 'fits':
      return style.green('fits');
    case 'fits-with':
      return `${style.yellow('fits with')} ${(form ?? '').replace('as it is, ', '')}${data}`;
    case 'no':
      return style.red(form === null ? 'no: a layer has no kernel' : 'no');
    case 'unknown':
      return style.yellow('a size is not known');
  }
};

const amount = (bytes: number | null, limit: number | null): string => {
  if (bytes === null) return '–';
  return limit === null ? bytesText(bytes) : `${bytesText(bytes)} of ${bytesText(limit)}`;
};

const print = (model: string, verdicts: readonly BoardVerdict[], terminal: Terminal): void => {
  const { out, style } = terminal;
  const titles = ['board', 'core', 'flash', 'RAM', 'ms', 'verdict'].map((title) => style.dim(title));
  const rows = verdicts.map((one) => [
    style.bold(one.board),
    one.core,
    amount(one.flash, one.limits.flash),
    amount(one.ram, one.limits.ram),
    one.milliseconds === null ? '–' : one.milliseconds.toLocaleString('en', { maximumSignificantDigits: 3 }),
    verdictText(one, terminal),
  ]);
  out(`${style.bold(model)}\n\n${table([titles, ...rows], [2, 3, 4])}`);
  out(
    `\n${style.dim('priority: size. Flash and RAM are what the framework leaves of the board; all figures are estimates.')}\n`,
  );
};

const fits = ({ verdict }: BoardVerdict): boolean => verdict === 'fits' || verdict === 'fits-with';

const command: Command<CheckFlags> = async ([file = ''], flags, terminal) => {
  const asked = boardsOf(flags.boards);
  const path = resolve(file);
  if (!existsSync(path)) throw new TinymlError(modelNotFound(path, 'paths are relative to the current folder'));
  const manifest = parseManifest(
    `version: 1\nname: model\nmodel: ${JSON.stringify(path)}\ntarget: { core: host }\n`,
    join(dirname(path), 'tinyml.yaml'),
    { boards },
  );
  const store = memoryStore();
  const survey = await surveyModel(manifest, makeToolkit(), withOneDigest(createBackend(store)), {
    store,
    tinymlVersion: tinymlVersion(),
    signal: terminal.signal,
    onEvent: () => undefined,
  });
  const verdicts: BoardVerdict[] = [];
  for (const board of asked) verdicts.push(await checkBoard(survey, board));
  if (terminal.json) printJson({ schema: 'tinyml-check/1', model: file, priority: 'size', boards: verdicts }, terminal);
  else print(file, verdicts, terminal);
  const passed = flags.boards === undefined ? verdicts.some(fits) : verdicts.every(fits);
  return passed ? 0 : 4;
};

export default command;
