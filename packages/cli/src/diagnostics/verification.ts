import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML701: the emitted C and the reference interpreter give different numbers. */
export const layerDiffers = (
  where: string,
  layer: string,
  op: string,
  worst: string,
  count: number,
  total: number,
): Diagnostic => ({
  code: 'TML701',
  severity: 'error',
  message: `${where}: ${layer} (${op}) is the first layer that differs from the reference: ${String(count)} of ${String(total)} values, by up to ${worst}`,
  hint: 'this is a bug in tinyml or in a kernel of a package: please report it with the model',
});

/** TML702: every layer agrees, but an output does not. */
export const outputDiffers = (where: string, output: string, worst: string): Diagnostic => ({
  code: 'TML702',
  severity: 'error',
  message: `${where}: output ${output} differs from the reference by up to ${worst}`,
  hint: 'this is a bug in tinyml or in a kernel of a package: please report it with the model',
});

/** TML425: `verify --against float` of a model that `quantize` has no part in. */
export const notQuantizedHere = (): Diagnostic => ({
  code: 'TML425',
  severity: 'error',
  message: 'no pass `quantize` is in the sequence: there is no float model that the deployed one could be held against',
  hint: 'list `quantize` among the passes; of a file that is quantised already, import the float model instead',
});

export const verificationExplanations: Explanations = {
  TML425: `\`tinyml verify --against float\` runs the model as it is before and after \`quantize\`. Where no such pass is in the sequence, both are the same;
where the file has stored integers already, what they were made of is not known.`,
  TML701: `\`tinyml verify\` compiles the emitted C, runs it on the same inputs as the reference interpreter and compares the result
of every layer: whole numbers must be equal, floats agree within 1e-5 of the layer's range (1e-4 where a layer quantises its
input while it runs). Layers after the first that differs are not reported.`,
  TML702: 'All layers agree with the reference, and yet an output of the emitted C does not.',
};
