import { isTinymlError, TinymlError } from '@tinyml/core';
import { malformedModel } from './model.ts';

/** Problems of the readers of archives, which data files share, in a model's words. @throws TinymlError */
export const inModel = <T>(path: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!isTinymlError(error) || error.diagnostics.every(({ code }) => !code.startsWith('TML8'))) throw error;
    throw new TinymlError(...error.diagnostics.map(({ message }) => malformedModel(path, message)));
  }
};
