import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

const error = (code: `TML63${string}`, message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  hint,
});

/** TML630: a list of layers holds something that is no layer. */
export const malformedLayer = (problem: string, hint: string): Diagnostic => error('TML630', problem, hint);

/** TML631 */
export const unknownLayerKind = (kind: string, hint: string): Diagnostic =>
  error('TML631', `tinyml knows no layer \`${kind}\``, hint);

/** TML632 */
export const repeatedLayerName = (name: string): Diagnostic =>
  error('TML632', `two layers are named \`${name}\``, 'each layer needs a name of its own; without one it is numbered');

/** TML633: a layer that does not fit the one before it. `layer`: where it is written. */
export const layerDoesNotFit = (layer: string, reason: string): Diagnostic =>
  error('TML633', `\`${layer}\`: ${reason}`, 'shapes are counted from `input`, layer by layer, without the batch');

/** TML634: a module that cannot be compiled or loaded. */
export const moduleNotLoaded = (reason: string): Diagnostic =>
  error('TML634', `the module cannot be loaded: ${reason}`, 'packages that it imports are looked for from its folder');

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

/** TML638: a warning: random weights would be built. */
export const nothingTrains = (): Diagnostic => ({
  code: 'TML638',
  severity: 'warning',
  message: 'the network is untrained, and nothing trains it: its weights are random',
  hint: 'give `data.train` for `passes: auto`, or list `train` first: `passes: [train, …]`; see docs/training.md',
});

export const networkExplanations: Explanations = {
  TML630: `\`model: { layers }\` is a list; each entry is the name of a layer (\`- flatten\`), a name with its main option
(\`- max-pool: 2\`) or with options (\`- conv2d: { filters: 12, kernel-size: 3 }\`). docs/training.md lists the layers.`,
  TML631: `The list names a layer that tinyml does not know. Names are short and in kebab-case; options are called as in
Keras, in kebab-case. What the list cannot say, a module can: \`model: net.ts\`.`,
  TML632: 'Layers are named so that weights, messages and the comments of the C code can refer to them.',
  TML633: `The layer cannot take what the layer before gives, for example a convolution after \`flatten\`. Images are
[height, width, channels], sequences [length, channels]; \`flatten\`, \`reshape\` and \`global-average-pool\` turn one form into
another. The two branches of a \`residual\` must give the same shape: a \`shortcut\` with a 1×1 convolution adapts one to the other.`,
  TML634: `The module named by \`model:\` has a syntax error, or imports something that is not there. TypeScript is compiled by
esbuild, which removes types and does not check them. Packages are resolved from the module's own folder, as Node does it.`,
  TML635: `The module, or the function that it exports, threw an error; nothing of it was cached.`,
  TML636: `A module for \`model:\` has a default export: a network, or a function (also an async one) that returns a network. A
network is a TensorFlow.js layers model (\`tf.sequential\`, \`tf.model\`), a tinyml graph, or a description { input, layers } as in a
manifest. A TensorFlow.js graph model cannot be read.`,
  TML637: `A TensorFlow.js model makes its weights when it learns the shape of its input. Without \`inputShape\` in the first layer
that happens at the first call, which tinyml does not make.`,
  TML638: `A network that the manifest or a module describes begins with random weights. \`passes: auto\` begins with \`train\` where
there is \`data.train\`; \`lossless\` never trains, and a list does what it says. The build goes on: sizes and latency are those
of the trained network.`,
};
