import { gitLfsPointer } from '../diagnostics/catalogue/model.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';

const beginning = new TextEncoder().encode('version https://git-lfs.github.com/spec/');

/** @throws TinymlError TML242 where Git has not fetched the file yet. */
export const refuseGitLfsPointer = (path: string, head: Uint8Array): void => {
  if (head.length >= beginning.length && beginning.every((byte, i) => head[i] === byte))
    throw new TinymlError(gitLfsPointer(path));
};
