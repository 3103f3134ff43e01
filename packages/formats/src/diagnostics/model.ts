import type { Diagnostic, Explanations } from '@tinyml/core';

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

/** null: an open dimension, or an open number of dimensions. */
type OpenShape = readonly (number | null)[] | null;

/** `[?, 49, 10]`, or `[…]` */
export const openShapeText = (shape: OpenShape): string => `[${shape?.map((size) => size ?? '?').join(', ') ?? '…'}]`;

/** A shape as a line of the manifest; sizes that only the user knows stay `?`. */
const shapeLine = (name: string, shape: OpenShape): string => {
  const key = /^[A-Za-z_][\w./-]*$/.test(name) ? name : JSON.stringify(name);
  const sizes = shape?.map((size, axis) => size ?? (axis === 0 ? 1 : '?'));
  return `  ${key}: [${sizes?.join(', ') ?? '?'}]`;
};

/** TML207: inputs whose shapes the file leaves open. */
export const openDimensions = (
  path: string,
  inputs: readonly { readonly name: string; readonly shape: OpenShape }[],
): Diagnostic => ({
  code: 'TML207',
  severity: 'error',
  message: `${inputs.length === 1 ? 'an input has' : 'inputs have'} no fixed shape: ${inputs.map(({ name, shape }) => `${name} ${openShapeText(shape)}`).join(', ')}`,
  hint: `give each ? a size in the manifest:\ninputs:\n${inputs.map(({ name, shape }) => shapeLine(name, shape)).join('\n')}`,
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
  message: `no .tflite file of the result: ${where}: ${reason}`,
  hint: 'the C is complete without it; `passes: lossless` rewrites some of what the format lacks',
});

export const modelExplanations: Explanations = {
  TML201: `The model file is shorter than its own header or tables say. Interrupted downloads and copies do this, and
so do Git LFS pointers that were not fetched.`,
  TML202: `The model file breaks the rules of its format: an offset outside the file, a length that cannot be, an
unknown code. tinyml checks every offset before it follows it, so nothing of the file was used.`,
  TML203: `The model, or one part of it, is larger than anything that fits a microcontroller. tinyml refuses it before
it allocates memory.`,
  TML206: `Every part of the model file can be read, but two parts contradict each other: a tensor whose shape does not
match its data, an operator that reads a tensor before anything has written it, weights of the wrong size.`,
  TML207: `tinyml plans all memory when it builds, so every tensor needs a fixed shape. Sizes that the file leaves open
are given by \`inputs:\` in the manifest (\`--inputs\` of inspect), or when the model is exported; an open batch is 1.`,
  TML208: `The file names a version of its format that this reader does not know.`,
  TML240: `A .tflite file may have several signatures, each with a graph of its own. \`signature:\` in the manifest (or
\`--signature\` of inspect) chooses one by its name; without it the first is built.`,
  TML390: `The model uses something besides plain operators that tinyml does not do, such as weights in other files
or strings. Everything of the kind is listed at once.`,
  TML391: `The optimised model is also written as a .tflite file, and that format has no way to say what is named here.`,
};
