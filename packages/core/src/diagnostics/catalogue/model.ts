import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

const at = (offset: number | undefined): string => (offset === undefined ? '' : ` (at byte ${String(offset)})`);

/** TML201: the file ends before `what` does. */
export const truncatedModel = (path: string, what: string, offset?: number): Diagnostic => ({
  code: 'TML201',
  severity: 'error',
  message: `the file ends too early: ${what}${at(offset)}`,
  hint: 'the file looks cut off: copy or download it again (`git lfs pull` if it is stored with LFS)',
  file: path,
});

/** TML202: bytes that break the rules of the format. */
export const malformedModel = (path: string, what: string, offset?: number): Diagnostic => ({
  code: 'TML202',
  severity: 'error',
  message: `${what}${at(offset)}`,
  hint: 'the file is damaged: export the model again',
  file: path,
});

/** TML203: more bytes than tinyml takes. */
export const modelTooLarge = (path: string, what: string, bytes: number, limit: number): Diagnostic => ({
  code: 'TML203',
  severity: 'error',
  message: `${what} is ${String(bytes)} bytes, more than the ${String(limit)} that tinyml accepts`,
  hint: 'a microcontroller holds a few MB at most: use a smaller model',
  file: path,
});

/** TML204: no reader for this file. `formats` are the endings that have one. */
export const unknownModelFormat = (path: string, formats: readonly string[]): Diagnostic => ({
  code: 'TML204',
  severity: 'error',
  message: 'the file is in no model format that tinyml knows',
  hint: `known are ${formats.join(', ')}`,
  file: path,
});

/** TML205: the file, or a file that belongs to it, cannot be read. */
export const unreadableModel = (path: string, reason: string): Diagnostic => ({
  code: 'TML205',
  severity: 'error',
  message: `the model cannot be read: ${reason}`,
  hint: 'check the path in `model:`; it is relative to the manifest',
  file: path,
});

/** TML206: well-formed parts that contradict each other, `where` in the words of the file. */
export const inconsistentModel = (path: string, where: string, what: string): Diagnostic => ({
  code: 'TML206',
  severity: 'error',
  message: `${where}: ${what}`,
  hint: 'the file contradicts itself: export the model again',
  file: path,
});

/** TML207: a shape that is known only at run time. */
export const dynamicShape = (path: string, tensor: string, shape: readonly number[]): Diagnostic => ({
  code: 'TML207',
  severity: 'error',
  message: `tensor ${tensor} has no fixed shape: [${shape.join(', ')}]`,
  hint: 'export the model with every dimension fixed, the batch as 1',
  file: path,
});

/** TML208: a version of the format, or a variant of it, that the reader does not know. */
export const unsupportedModelVersion = (path: string, what: string): Diagnostic => ({
  code: 'TML208',
  severity: 'error',
  message: what,
  hint: 'export the model with a current, released version of its framework',
  file: path,
});

/** TML240: `signature:` names none of the file's. */
export const unknownSignature = (
  path: string,
  wanted: string,
  known: readonly string[],
  hint?: string,
): Diagnostic => ({
  code: 'TML240',
  severity: 'error',
  message: `the model has no signature ${wanted}`,
  hint: `${hint === undefined ? '' : `${hint}; `}it has ${known.join(', ')}`,
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

/** TML244: the model's name gives C names that a kernel's header has, too. `what`: `the file scale.h`. */
export const nameClash = (name: string, kernel: string, what: string): Diagnostic => ({
  code: 'TML244',
  severity: 'error',
  message: `the model is called ${name}, and kernel ${kernel} brings ${what}`,
  hint: `give the model another name in the manifest: \`name: ${name}_model\``,
});

/** TML390: something besides operators that tinyml does not do: several subgraphs, sparse tensors, strings. */
export const unsupportedModelFeature = (path: string, where: string, what: string): Diagnostic => ({
  code: 'TML390',
  severity: 'error',
  message: `${where}: ${what}`,
  hint: 'export the model without it; a microcontroller build needs one static graph of numeric tensors',
  file: path,
});

/** TML391: something in the graph that the file to be written cannot say. */
export const unwritableModel = (where: string, reason: string): Diagnostic => ({
  code: 'TML391',
  severity: 'error',
  message: `${where}: ${reason}`,
  hint: 'run the passes that rewrite it first (`passes: lossless`), or leave the pass out that brings it about',
});

export const modelExplanations: Explanations = {
  TML201: `The model file is shorter than its own header or tables say. Interrupted downloads and copies do this, and
so do Git LFS pointers that were not fetched.`,
  TML202: `The model file breaks the rules of its format: an offset outside the file, a length that cannot be, an
unknown code. tinyml checks every offset before it follows it, so nothing of the file was used.`,
  TML203: `The model, or one part of it, is larger than anything that fits a microcontroller. tinyml refuses it before
it allocates memory.`,
  TML204: `Neither the first bytes of the file nor its ending belong to a format that tinyml reads.`,
  TML205: `The file named by \`model:\`, or a file that it refers to, does not exist or cannot be opened.`,
  TML206: `Every part of the model file can be read, but two parts contradict each other: a tensor whose shape does not
match its data, an operator that reads a tensor before anything has written it, weights of the wrong size.`,
  TML207: `tinyml plans all memory when it builds, so every tensor needs a fixed shape. Give the model a fixed input
shape when you export it; the batch dimension becomes 1.`,
  TML208: `The file names a version of its format that this reader does not know.`,
  TML240: `A .tflite file may have several signatures, each with a graph of its own. \`signature:\` in the manifest (or
\`--signature\` of inspect) chooses one by its name; without it the first is built.`,
  TML241: `\`signature:\` chooses one of several graphs of a file. This file's format, or this file, has one graph only.`,
  TML242: `Repositories keep large files with Git LFS: until they are fetched, a small text file with the digest of the
content lies in their place. It is the same for data files.`,
  TML243: `The file's content is that of another kind of file: a web page that a download gave instead of the model, a
text, an archive. Its name alone made it a model.`,
  TML244: `The model's name names its files and prefixes its C symbols and macros. A kernel of a package has a file, a
symbol or a macro of that name already, so that the C would not compile.`,
  TML390: `The model uses something besides plain operators that tinyml does not do, such as several subgraphs
(control flow), sparse weights, variables or strings. Everything of the kind is listed at once.`,
  TML391: `The optimised model is also written as a .tflite file, and that format has no way to say what is named here.`,
};
