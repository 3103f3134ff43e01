import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/**
 * Makes a folder and those above it. Node's own `recursive` never returns where the system answers ENOENT to making a
 * folder in one that is there, as /proc does. @throws the file system's error
 */
export const makeFolder = (path: string): void => {
  try {
    mkdirSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && dirname(path) !== path) {
      makeFolder(dirname(path));
      try {
        mkdirSync(path);
      } catch (again) {
        if (codeOf(again) !== 'EEXIST') throw again;
      }
    } else if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
};
