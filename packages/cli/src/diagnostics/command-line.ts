import type { Diagnostic, Explanations } from '@tinyml/core';

const error = (code: `TML0${string}`, message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  hint,
});

export const unknownCommand = (command: string, suggestion: string | undefined): Diagnostic =>
  error('TML001', `there is no command \`${command}\``, suggestion ?? '`tinyml --help` lists the commands');

export const usage = (message: string, hint: string): Diagnostic => error('TML002', message, hint);

export const noModelFound = (folder: string): Diagnostic =>
  error(
    'TML003',
    `no model file in ${folder}`,
    'name one: `tinyml init --model path/to/model.tflite`, or a module with an untrained network: `--model net.ts`',
  );

export const manifestExists = (path: string): Diagnostic =>
  error('TML004', `${path} is there already`, 'it is never overwritten: move it away, or name another folder');

export const unknownCode = (code: string): Diagnostic =>
  error('TML005', `there is no message ${code}`, 'codes look like TML112 and precede each message');

export const neverRan = (stage: string, known: readonly string[]): Diagnostic =>
  error(
    'TML006',
    `stage \`${stage}\` has not run for this manifest`,
    known.length === 0 ? 'run `tinyml build` first' : `its stages are ${known.join(', ')}`,
  );

export const notABuildRecord = (path: string, why: string): Diagnostic =>
  error(
    'TML007',
    `${path} is no record of a build: ${why}`,
    'name the tinyml-build.json that a build wrote into its output folder',
  );

export const cannotWrite = (path: string, why: string): Diagnostic =>
  error('TML008', `cannot write ${path}: ${why}`, 'name another file with --out');

export const cannotServe = (port: number, why: string): Diagnostic =>
  error('TML009', `cannot serve a page at port ${String(port)}: ${why}`, '`--serve` without a number takes a free one');

export const commandLineExplanations: Explanations = {
  TML001: 'The first word after `tinyml` names a command; this is none.',
  TML002: 'An option or argument is missing, not known or not of the right form. `tinyml <command> --help` lists them.',
  TML003:
    '`tinyml init` looks for model files in the folder and three levels below it (.tflite, .h5, model.json), and found none.',
  TML004: '`tinyml init` writes a new tinyml.yaml and leaves one that is there alone.',
  TML005: '`tinyml explain` takes the code of a message, or nothing, which lists them all.',
  TML006: '`tinyml why` compares the last two runs of a stage. The cache remembers none for this manifest and stage.',
  TML007:
    '`tinyml report --against` compares a build with another one, by the record (`tinyml-build/1`) that each build writes. This file is none.',
  TML008: 'The file that the command was to write cannot be written: its folder is not there, is read-only or is full.',
  TML009:
    'The page of a search is served to this machine at a port of its own. Another program has this one, or it may not be taken.',
};
