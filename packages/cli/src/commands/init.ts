import { boards } from '@tinyml/codegen';
import { didYouMean, isTinymlError, priorities, TinymlError, type Diagnostic, type Priority } from '@tinyml/core';
import {
  build,
  exitCode,
  manifestFileName,
  memoryStore,
  modelNotFound,
  parseManifest,
  unknownBoard,
} from '@tinyml/core/internal';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { manifestExists, noModelFound, usage } from '../diagnostics/command-line.ts';
import { createBackend } from '../backend.ts';
import type { Answers } from '../init/answers.ts';
import { converse, type Given } from '../init/conversation.ts';
import { findFiles } from '../init/find-files.ts';
import { manifestText } from '../init/manifest-text.ts';
import { schemaPath } from '../init/schema-path.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { shownPath } from '../render/diagnostic.ts';
import { printJson, reportFinding } from '../report.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { trainingFor } from '../training.ts';
import { tinymlVersion } from '../version.ts';

interface InitFlags extends CommonOptions {
  readonly model?: string;
  readonly board?: string;
  readonly priority?: string;
  readonly calibration?: string;
  readonly scale?: string;
  readonly yes?: boolean;
}

const givenUp = 130;
const overBudget = 4;

/** A path as the manifest has it: relative to its folder. */
const pathFrom = (dir: string, file: string): string => {
  if (!existsSync(file)) throw new TinymlError(modelNotFound(file, 'paths are relative to the current folder'));
  return relative(dir, resolve(file)).split(sep).join('/');
};

const givenIn = (dir: string, { board, calibration, model, priority, scale }: InitFlags): Given => {
  const ids = boards.map(({ id }) => id);
  if (board !== undefined && !ids.includes(board))
    throw new TinymlError(unknownBoard(board, didYouMean(board, ids) ?? '`tinyml boards` lists the boards'));
  if (priority !== undefined && !(priorities as readonly string[]).includes(priority))
    throw new TinymlError(
      usage(`--priority ${priority}: there is no such priority`, `it is one of ${priorities.join(', ')}`),
    );
  return {
    ...(model === undefined ? {} : { model: pathFrom(dir, model) }),
    ...(board === undefined ? {} : { board }),
    ...(priority === undefined ? {} : { priority: priority as Priority }),
    ...(calibration === undefined
      ? {}
      : { calibration: { file: pathFrom(dir, calibration), ...(scale === undefined ? {} : { scale }) } }),
  };
};

/**
 * Builds the manifest into a folder that is thrown away; gives what does not fit, which the user may still want to change.
 * @throws TinymlError with what else a build would say
 */
const trial = async (text: string, path: string, { signal }: Terminal): Promise<readonly Diagnostic[]> => {
  const store = memoryStore();
  const out = await mkdtemp(join(tmpdir(), 'tinyml-init-'));
  try {
    const manifest = parseManifest(text, path, manifestEnvironment());
    await build(manifest, makeToolkit(await trainingFor(manifest)), createBackend(store), {
      store,
      out,
      tinymlVersion: tinymlVersion(),
      signal,
      onEvent: () => undefined,
    });
    return [];
  } catch (error) {
    if (!isTinymlError(error) || exitCode(error.diagnostics) !== overBudget) throw error;
    return error.diagnostics;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
};

const isInteractive = ({ yes = false, json = false, quiet = false }: InitFlags): boolean =>
  !yes && !json && !quiet && process.stdin.isTTY && process.stderr.isTTY;

const command: Command<InitFlags> = async ([folder = '.'], flags, terminal) => {
  const dir = resolve(folder);
  const path = join(dir, manifestFileName);
  if (existsSync(path)) throw new TinymlError(manifestExists(shownPath(path)));
  const given = givenIn(dir, flags);
  const files = await findFiles(dir);
  const [first] = files.models;
  const model = given.model ?? first;
  if (model === undefined) throw new TinymlError(noModelFound(shownPath(dir)));
  const defaults: Answers = { model, board: 'nucleo_f446re', priority: 'size', ...given };
  const streams = { input: process.stdin, output: process.stderr, signal: terminal.signal };
  const answers = isInteractive(flags) ? await converse(files, given, defaults, streams) : defaults;
  if (answers === undefined) return givenUp;
  const others = files.models.filter((other) => other !== answers.model).slice(0, 8);
  const text = manifestText(answers, others, schemaPath(dir));
  if (!terminal.json && !terminal.quiet) terminal.err('  checking that it builds\n');
  const misfits = await trial(text, path, terminal);
  await mkdir(dir, { recursive: true });
  await writeFile(path, text, { flag: 'wx' });
  misfits.forEach((diagnostic) => reportFinding({ ...diagnostic, severity: 'warning' }, terminal));
  if (terminal.json) {
    const { board, priority, calibration } = answers;
    const document = { schema: 'tinyml-init/1', manifest: path, model: answers.model, board, priority };
    printJson({ ...document, calibration: calibration?.file ?? null }, terminal);
  } else if (!terminal.quiet) {
    const { style } = terminal;
    terminal.out(
      `${style.green('✓')} wrote ${style.bold(shownPath(path))} for ${answers.model} on ${answers.board}\n\nNext:\n`,
    );
    const place = folder === '.' ? '' : ` ${folder}`;
    terminal.out(
      `  ${style.cyan(`tinyml plan${place}`)}    what will be done, and why\n  ${style.cyan(`tinyml build${place}`)}   do it\n`,
    );
  }
  return 0;
};

export default command;
