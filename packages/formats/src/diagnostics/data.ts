import type { Diagnostic, Explanations } from '@tinyml/core';

/** A shape for people: `28×28×1`; a scalar is `one number`. */
const times = (shape: readonly number[]): string => (shape.length === 0 ? 'one number' : shape.join('×'));

/** TML801: bytes that break the rules of the data format, or end too early. */
export const malformedData = (file: string, what: string): Diagnostic => ({
  code: 'TML801',
  severity: 'error',
  message: what,
  hint: 'the file is damaged or in another format: write or download it again',
  file,
});

/** TML802: neither content nor ending tells a data format. */
export const unknownDataFormat = (file: string): Diagnostic => ({
  code: 'TML802',
  severity: 'error',
  message: 'the file is in no data format that tinyml knows',
  hint: 'known are idx (also .gz), .npy, .npz, .csv, plain elements as .bin or .raw, .png, .jpg and .wav',
  file,
});

/** TML803: a well-formed file with something in it that is not read: another element type, encryption. */
export const unsupportedData = (file: string, what: string): Diagnostic => ({
  code: 'TML803',
  severity: 'error',
  message: what,
  hint: 'save it as a plain array of numbers',
  file,
});

/** TML804: the samples do not have the shape of the model's input. */
export const sampleShape = (
  file: string,
  input: string,
  expected: readonly number[],
  found: readonly number[],
): Diagnostic => ({
  code: 'TML804',
  severity: 'error',
  message: `each sample is ${times(found)}, but the model's input ${input} wants ${times(expected)}`,
  hint: 'dimensions of 1 may be left out and a sample may be flat; everything else has to agree',
  file,
});

/** TML805: inputs and labels, or two inputs, have different numbers of samples. */
export const sampleCount = (file: string, found: number, other: string, expected: number): Diagnostic => ({
  code: 'TML805',
  severity: 'error',
  message: `${String(found)} samples, but ${other} has ${String(expected)}`,
  hint: 'each sample needs one entry in every file',
  file,
});

/** TML806: a label that is no class index. */
export const badLabel = (file: string, index: number, value: number): Diagnostic => ({
  code: 'TML806',
  severity: 'error',
  message: `label ${String(value)} of sample ${String(index)} is no class index`,
  hint: 'labels are whole numbers from 0, or one-hot rows',
  file,
});

/** TML807: a name that the file, the model or the source does not have. `known` are those that exist. */
export const unknownName = (
  file: string | undefined,
  what: string,
  name: string,
  known: readonly string[],
): Diagnostic => ({
  code: 'TML807',
  severity: 'error',
  message: `no ${what} is called ${name}`,
  hint: known.length === 0 ? `there is no ${what}` : `there are: ${known.slice(0, 20).join(', ')}`,
  ...(file === undefined ? {} : { file }),
});

/** TML808: several arrays, and nothing says which. */
export const ambiguousArray = (file: string, names: readonly string[]): Diagnostic => ({
  code: 'TML808',
  severity: 'error',
  message: `the file holds ${String(names.length)} arrays; which one is not said`,
  hint: `name one with \`array:\`: ${names.slice(0, 20).join(', ')}`,
  file,
});

/** TML809: a data source in the manifest that cannot be used as it is. */
export const unusableDataSource = (what: string, hint: string): Diagnostic => ({
  code: 'TML809',
  severity: 'error',
  message: what,
  hint,
});

/** TML810: more bytes than tinyml holds in memory. */
export const dataTooLarge = (file: string, bytes: number, limit: number): Diagnostic => ({
  code: 'TML810',
  severity: 'error',
  message: `the data takes ${String(bytes)} bytes, more than the ${String(limit)} that tinyml accepts`,
  hint: 'a few thousand samples are enough: save a part of them',
  file,
});

/** TML811: a cell of a table that is no number. `line` counts from 1. */
export const badCell = (file: string, line: number, column: string, text: string): Diagnostic => ({
  code: 'TML811',
  severity: 'error',
  message: `column ${column}: ${JSON.stringify(text.slice(0, 40))} is not a number`,
  hint: 'every cell has to be a number; `columns:` selects those that are',
  file,
  line,
});

/** TML812: samples that cannot be used: none at all, or one with values that are no numbers. */
export const unusableSamples = (file: string, what: string): Diagnostic => ({
  code: 'TML812',
  severity: 'error',
  message: what,
  hint: 'check how the file was made',
  file,
});

/** TML816: targets have other elements than the model's output. */
export const targetShape = (
  file: string,
  output: string,
  expected: readonly number[],
  found: readonly number[],
): Diagnostic => ({
  code: 'TML816',
  severity: 'error',
  message: `each target is ${times(found)}, but the model's output ${output} is ${times(expected)}`,
  hint: 'give one row a sample with as many numbers as the output has; for class indices use `labels:`',
  file,
});

/** TML818: a folder that does not hold samples as it should. */
export const unusableFolder = (folder: string, what: string, hint: string): Diagnostic => ({
  code: 'TML818',
  severity: 'error',
  message: what,
  hint,
  file: folder,
});

/** TML819: images or sounds for an input that has another form. `gives`: what they would need, in words. */
export const mediaShape = (path: string, gives: string, shape: readonly number[]): Diagnostic => ({
  code: 'TML819',
  severity: 'error',
  message: `${gives}, but the model's input is ${times(shape)}`,
  hint: 'give the model numbers of its own form, e.g. as .npy, or by a loader',
  file: path,
});

/** TML820: a table of files and labels with a row that does not fit. `line` counts from 1. */
export const badFileRow = (file: string, line: number, what: string): Diagnostic => ({
  code: 'TML820',
  severity: 'error',
  message: what,
  hint: 'each row names a file of the folder, once, and what belongs to it',
  file,
  line,
});

/** TML821: a loader that fails or gives something else than samples. */
export const badLoader = (file: string, what: string): Diagnostic => ({
  code: 'TML821',
  severity: 'error',
  message: `the loader ${what}`,
  hint: 'its default export is a function (inputs, output) => ({ count, inputs(index), labels?, targets?(index) }): see docs/data.md',
  file,
});

export const dataExplanations: Explanations = {
  TML801: `The data file breaks the rules of its format, or its length does not match the shape in its header.
Everything is checked before it is read; nothing of the file was used.`,
  TML802: `The content of the file (npy and zip have a mark) and its ending (.csv, .bin, idx, …) say nothing that tinyml
knows. Rename the file, or save it in one of the known formats.`,
  TML803: `The file is in order, but holds something that tinyml does not read: complex numbers, texts, Python objects,
encrypted zip entries.`,
  TML804: `The first axis of an array counts the samples; the rest has to be the shape of the model's input. tinyml
accepts a missing or additional dimension of 1 (the channel of a grey image), and flat samples with as many numbers.
It never transposes: images are height × width × channels.`,
  TML805: `The number of samples is the length of the first axis. Images and labels, or the inputs of a model with
several, have to agree.`,
  TML806: `A label is the index of the right class, counted from 0: a whole number that is not negative, or a row
(one-hot, probabilities) whose greatest element stands at the class.`,
  TML807: `The manifest names an array in an .npz, a column of a .csv or an input of the model that does not exist.`,
  TML808: `An .npz with several arrays needs \`array: <name>\`, unless the arrays are named as the model's inputs.`,
  TML809: `A data source needs exactly one of \`file\`, \`images\`, \`audio\`, \`loader\` and \`inputs\`; \`scale\`, \`mean\` and \`std\` are numbers or
fractions such as \`1/255\`; a model with several inputs needs \`inputs:\` with one entry each.`,
  TML810: `Data are held in memory. More than 1 GiB, also after decompression, is refused.`,
  TML811: `A .csv holds numbers only, apart from a first line with the columns' names.`,
  TML812: `There is nothing to calibrate with or to evaluate on: the file holds no samples, or values that are not finite.`,
  TML816: `Targets are what a regressor's first output should be: a row for each sample, with as many numbers as that
output has elements. Dimensions of 1 may be left out and a row may be flat.`,
  TML818: `A folder of samples has one subfolder for each class, or files alone and a .csv beside it that says which is which. It
holds images or sounds, not both. Files of other kinds, and names that begin with a dot, are left alone.`,
  TML819: `Images are resized to the input's height × width and made grey or coloured by its channels, which are 1 or 3. Of sounds, log-mel
and mfcc give frames × bins or coefficients; waveform fills any input.`,
  TML820: `The .csv beside a folder of samples names a file in its first column, relative to the folder.`,
  TML821: `\`loader:\` names a TypeScript or JavaScript module. Its default export is called once with the model's inputs and first output,
and may be async; \`inputs(index)\` is called whenever a sample is needed.`,
};
