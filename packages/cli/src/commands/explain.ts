import { didYouMean, explanations, TinymlError, unknownCode } from '@tinyml/core';
import { printJson } from '../report.ts';
import type { Command } from '../terminal.ts';

const normal = (code: string): string => {
  const text = code.trim().toUpperCase();
  return /^\d{3}$/.test(text) ? `TML${text}` : text;
};

const command: Command = async ([written], _, terminal) => {
  const { style } = terminal;
  if (written === undefined) {
    const codes = Object.keys(explanations).sort();
    if (terminal.json) printJson({ schema: 'tinyml-explanations/1', explanations }, terminal);
    else {
      for (const code of codes) {
        const text = (explanations[code as 'TML'] ?? '').replace(/\s+/g, ' ');
        terminal.out(`${style.bold(code)}  ${/^.*?[.:](?= |$)/.exec(text)?.[0] ?? text}\n`);
      }
    }
    return Promise.resolve(0);
  }
  const code = normal(written);
  const text = explanations[code as 'TML'];
  if (text === undefined) {
    const near = didYouMean(code, Object.keys(explanations));
    const message = unknownCode(code);
    throw new TinymlError(near === undefined ? message : { ...message, hint: near });
  }
  if (terminal.json) printJson({ schema: 'tinyml-explanation/1', code, text }, terminal);
  else terminal.out(`${style.bold(code)}\n${text}\n`);
  return Promise.resolve(0);
};

export default command;
