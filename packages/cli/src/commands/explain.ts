import { boards } from '@tinyml/codegen';
import { didYouMean, isOwnCode, isTinymlError, TinymlError, type Explanations } from '@tinyml/core';
import { extendToolkit, loadManifest } from '@tinyml/core/internal';
import { unknownCode } from '../diagnostics/command-line.ts';
import { printJson } from '../report.ts';
import type { Command } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { findTraining } from '../training.ts';

const normal = (code: string): string => {
  const text = code.trim().toUpperCase();
  return /^\d{3}$/.test(text) ? `TML${text}` : text;
};

/** What the manifest here names; nothing where there is none, or one with mistakes: explaining these must not need it. */
const passesOfManifest = async (): Promise<readonly string[]> => {
  try {
    const { passes } = await loadManifest('.', { boards });
    return typeof passes === 'string' ? [] : passes.map(({ name }) => name);
  } catch (error) {
    if (isTinymlError(error)) return [];
    throw error;
  }
};

/** The texts of tinyml's own codes; of those of packages too, unless it is an own code that is asked for. */
const textsFor = async (code: string | undefined): Promise<Explanations> => {
  const toolkit = makeToolkit(await findTraining('.'));
  if (code !== undefined && isOwnCode(code)) return toolkit.explanations;
  return (await extendToolkit(toolkit, await passesOfManifest(), process.cwd())).toolkit.explanations;
};

const command: Command = async ([written], _, terminal) => {
  const { style } = terminal;
  const code = written === undefined ? undefined : normal(written);
  const explanations = await textsFor(code);
  if (code === undefined) {
    if (terminal.json) printJson({ schema: 'tinyml-explanations/1', explanations }, terminal);
    else {
      for (const known of Object.keys(explanations).sort()) {
        const text = (explanations[known] ?? '').replace(/\s+/g, ' ');
        terminal.out(`${style.bold(known)}  ${/^.*?[.:](?= |$)/.exec(text)?.[0] ?? text}\n`);
      }
    }
    return 0;
  }
  const text = explanations[code];
  if (text === undefined) {
    const near = didYouMean(code, Object.keys(explanations));
    const message = unknownCode(code);
    throw new TinymlError(near === undefined ? message : { ...message, hint: near });
  }
  if (terminal.json) printJson({ schema: 'tinyml-explanation/1', code, text }, terminal);
  else terminal.out(`${style.bold(code)}\n${text}\n`);
  return 0;
};

export default command;
