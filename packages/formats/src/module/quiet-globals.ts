import { seededRandom, type Diagnostic } from '@tinyml/core';
import { codeFrame } from '@tinyml/core/internal';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';

/** TensorFlow.js recommends tfjs-node; the model is only built here, not run. */
const isAdvertisement = (message: unknown): boolean =>
  typeof message === 'string' && message.includes('you are running TensorFlow.js in Node.js');

/**
 * Runs `work` with Math.random seeded, so that a library draws the same initial weights at every run, and with what a module
 * prints on stderr, since stdout carries the result. Stacks name places in the source.
 */
export const withQuietGlobals = async <T>(work: () => Promise<T>): Promise<T> => {
  const { random } = Math;
  const { log, info, debug, warn } = console;
  const toError = (...message: readonly unknown[]): void => {
    if (!isAdvertisement(message[0])) process.stderr.write(`${format(...message)}\n`);
  };
  const mapped = process.sourceMapsEnabled;
  try {
    Math.random = seededRandom(1);
    Object.assign(console, { log: toError, info: toError, debug: toError, warn: toError });
    process.setSourceMapsEnabled(true);
    return await work();
  } finally {
    Math.random = random;
    Object.assign(console, { log, info, debug, warn });
    process.setSourceMapsEnabled(mapped);
  }
};

/** Where an error left the module at `path`: the innermost place in its folder. */
export const placeOf = (error: unknown, path: string): Partial<Diagnostic> => {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, place = '', line = '', column = ''] of stack.matchAll(
    /\(?((?:file:\/\/)?\/[^\s()]+?):(\d+):(\d+)\)?$/gm,
  )) {
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (!file.startsWith(dirname(path)) || file.includes('node_modules') || !existsSync(file)) continue;
    const frame = codeFrame(readFileSync(file, 'utf8'), Number(line), Number(column));
    return { file, line: Number(line), column: Number(column), frame };
  }
  return { file: path };
};
