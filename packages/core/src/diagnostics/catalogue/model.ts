import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML204: no reader for this file. `formats` are the endings that have one. */
export const unknownModelFormat = (path: string, formats: readonly string[]): Diagnostic => ({
  code: 'TML204',
  severity: 'error',
  message: 'the file is in no model format that tinyml knows',
  hint: `known are ${formats.join(', ')}`,
  file: path,
});

/** TML241: a signature is asked for of a file that has none. */
export const noSignatures = (path: string, wanted: string): Diagnostic => ({
  code: 'TML241',
  severity: 'error',
  message: `the model has no signatures, and so none that is called ${wanted}`,
  hint: 'leave `signature` out: the model has one graph',
  file: path,
});

/** TML242: what Git has in place of a file that is stored with LFS. */
export const gitLfsPointer = (path: string): Diagnostic => ({
  code: 'TML242',
  severity: 'error',
  message: 'this is a pointer of Git LFS, not the file itself',
  hint: 'run `git lfs install && git lfs pull` in the repository; in CI, check out with LFS (actions/checkout: `lfs: true`)',
  file: path,
});

/** TML243: a file of another kind under a model's name. `what`: `a web page`. */
export const notAModel = (path: string, what: string, hint: string): Diagnostic => ({
  code: 'TML243',
  severity: 'error',
  message: `this is ${what}, not a model`,
  hint,
  file: path,
});

export const modelExplanations: Explanations = {
  TML204: `Neither the first bytes of the file nor its ending belong to a format that tinyml reads.`,
  TML241: `\`signature:\` chooses one of several graphs of a file. This file's format, or this file, has one graph only.`,
  TML242: `Repositories keep large files with Git LFS: until they are fetched, a small text file with the digest of the
content lies in their place. It is the same for data files.`,
  TML243: `The file's content is that of another kind of file: a web page that a download gave instead of the model, a
text, an archive. Its name alone made it a model.`,
};
