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

export const verificationExplanations: Explanations = {
  TML701: `\`tinyml verify\` compiles the emitted C, runs it on the same inputs as the reference interpreter and compares the result
of every layer: whole numbers must be equal, floats agree within 1e-5 of the layer's range (1e-4 where a layer quantises its
input while it runs). Layers after the first that differs are not reported.`,
  TML702: 'All layers agree with the reference, and yet an output of the emitted C does not.',
};
