import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML070: passes that train are named, and the package that has them is not there. */
export const trainingNotInstalled = (passes: readonly string[], command: string): Diagnostic => ({
  code: 'TML070',
  severity: 'error',
  message: `${passes.map((pass) => `\`${pass}\``).join(', ')}: ${passes.length === 1 ? 'this pass trains' : 'these passes train'}, and @tinyml/training is not installed`,
  hint: `add it to the project: ${command}`,
});

export const installationExplanations: Explanations = {
  TML070: `The passes that train are a package of their own, @tinyml/training: it brings TensorFlow.js, which is large, and which
builds of trained models do not need. It is looked for beside tinyml and from the manifest's folder. Exit status 5.`,
};
