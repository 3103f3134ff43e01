import { didYouMean } from '../nearest.ts';
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

/** TML245: `inputs:` names none of the model's. */
export const unknownInput = (path: string, wanted: string, known: readonly string[]): Diagnostic => ({
  code: 'TML245',
  severity: 'error',
  message: `the model has no input ${wanted}`,
  hint: [didYouMean(wanted, known), `its inputs are ${known.join(', ')}`]
    .filter((text) => text !== undefined)
    .join('; '),
  file: path,
});

/** TML246: `inputs:` gives an input a shape that it cannot have. `shape`: the file's, `?` for an open dimension. */
export const wrongInputShape = (path: string, input: string, wanted: readonly number[], shape: string): Diagnostic => ({
  code: 'TML246',
  severity: 'error',
  message: `the input ${input} is ${shape} in the file: it cannot be [${wanted.join(', ')}]`,
  hint: '`inputs` gives sizes to open dimensions (`?`); all others stay as the file has them',
  file: path,
});

/** TML247: one shape for a model of several inputs. */
export const unnamedInputShape = (path: string, known: readonly string[]): Diagnostic => ({
  code: 'TML247',
  severity: 'error',
  message: `one shape is given for ${String(known.length)} inputs`,
  hint: `say whose it is: \`inputs: { ${known[0] ?? 'name'}: [...] }\`; the inputs are ${known.join(', ')}`,
  file: path,
});

export const modelExplanations: Explanations = {
  TML204: `Neither the first bytes of the file nor its ending belong to a format that tinyml reads.`,
  TML241: `\`signature:\` chooses one of several graphs of a file. This file's format, or this file, has one graph only.`,
  TML242: `Repositories keep large files with Git LFS: until they are fetched, a small text file with the digest of the
content lies in their place. It is the same for data files.`,
  TML243: `The file's content is that of another kind of file: a web page that a download gave instead of the model, a
text, an archive. Its name alone made it a model.`,
  TML245: `\`inputs:\` in the manifest (or \`--inputs\` of inspect) gives shapes by the names that inputs have in the model file;
\`tinyml inspect\` lists them.`,
  TML246: `A shape in \`inputs:\` has a size for each dimension of the input, the batch included, and may differ from the file's
shape only where that is open.`,
  TML247: `A list alone under \`inputs:\` is the shape of a model's only input.`,
};
