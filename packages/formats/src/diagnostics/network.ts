import type { Diagnostic, Explanations } from '@tinyml/core';

const error = (code: `TML63${string}`, message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  hint,
});

/** TML633: a layer that does not fit the one before it. `layer`: where it is written. */
export const layerDoesNotFit = (layer: string, reason: string): Diagnostic =>
  error('TML633', `\`${layer}\`: ${reason}`, 'shapes are counted from `input`, layer by layer, without the batch');

/** TML635 */
export const moduleThrew = (reason: string): Diagnostic =>
  error('TML635', `the module failed: ${reason}`, 'this is a mistake in the module, or in how it calls its library');

/** TML636: no network in the default export. */
export const noNetworkInModule = (found: string): Diagnostic =>
  error(
    'TML636',
    `the module gives ${found}, not a network`,
    'its default export is, or returns, a TensorFlow.js layers model, a tinyml graph, or { input, layers }: see docs/training.md',
  );

/** TML637 */
export const unbuiltModel = (): Diagnostic =>
  error(
    'TML637',
    'the TensorFlow.js model has no input shape yet, and so no weights',
    'give its first layer `inputShape`, for example: tf.layers.dense({ units: 8, inputShape: [4] })',
  );

export const networkExplanations: Explanations = {
  TML633: `The layer cannot take what the layer before gives, for example a convolution after \`flatten\`. Images are
[height, width, channels], sequences [length, channels]; \`flatten\`, \`reshape\` and \`global-average-pool\` turn one form into
another. The two branches of a \`residual\` must give the same shape: a \`shortcut\` with a 1×1 convolution adapts one to the other.`,
  TML635: `The module, or the function that it exports, threw an error; nothing of it was cached.`,
  TML636: `A module for \`model:\` has a default export: a network, or a function (also an async one) that returns a network. A
network is a TensorFlow.js layers model (\`tf.sequential\`, \`tf.model\`), a tinyml graph, or a description { input, layers } as in a
manifest. A TensorFlow.js graph model cannot be read.`,
  TML637: `A TensorFlow.js model makes its weights when it learns the shape of its input. Without \`inputShape\` in the first layer
that happens at the first call, which tinyml does not make.`,
};
