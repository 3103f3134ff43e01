import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML910. `foreign`: names in the folder that are not the cache's; none where it is no folder. */
export const cacheNotOurs = (folder: string, foreign: readonly string[]): Diagnostic => {
  const shown = foreign.slice(0, 3).join(', ');
  const others = foreign.length > 3 ? ` and ${String(foreign.length - 3)} more` : '';
  return {
    code: 'TML910',
    severity: 'error',
    message:
      foreign.length === 0
        ? `${folder} cannot be the cache: it is no folder`
        : `${folder} is not tinyml's cache: it holds ${shown}${others}`,
    hint: 'nothing in it was touched; give --cache-dir or TINYML_CACHE_DIR a folder of its own, new or empty',
  };
};

export const cacheExplanations: Explanations = {
  TML910: `The folder of the cache belongs to tinyml alone, which marks it with a file CACHEDIR.TAG. A folder is accepted when it is
new, empty, marked, or holds nothing but what an earlier tinyml wrote. In any other, a repository for example, nothing is read, written
or removed. The cache's own folders (blobs, checkpoints, history, memo, records, tmp) must not be links. Where an earlier tinyml filled
a folder of yours, those six folders are its own and can be removed by hand.`,
};
