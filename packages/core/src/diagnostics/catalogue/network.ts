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

/** TML634: a module that cannot be compiled or loaded. */
export const moduleNotLoaded = (reason: string): Diagnostic =>
  error('TML634', `the module cannot be loaded: ${reason}`, 'packages that it imports are looked for from its folder');

/** TML638: a warning: random weights would be built. */
export const nothingTrains = (): Diagnostic => ({
  code: 'TML638',
  severity: 'warning',
  message: 'the network is untrained, and nothing trains it: its weights are random',
  hint: 'give `data.train` for `passes: auto`, with @tinyml/training installed, or list a pass that trains first; see docs/training.md',
});

export const networkExplanations: Explanations = {
  TML630: `\`model: { layers }\` is a list; each entry is the name of a layer (\`- flatten\`), a name with its main option
(\`- max-pool: 2\`) or with options (\`- conv2d: { filters: 12, kernel-size: 3 }\`). docs/training.md lists the layers.`,
  TML631: `The list names a layer that tinyml does not know. Names are short and in kebab-case; options are called as in
Keras, in kebab-case. What the list cannot say, a module can: \`model: net.ts\`.`,
  TML632: 'Layers are named so that weights, messages and the comments of the C code can refer to them.',
  TML634: `The module named by \`model:\` has a syntax error, or imports something that is not there. TypeScript is compiled by
esbuild, which removes types and does not check them. Packages are resolved from the module's own folder, as Node does it.`,
  TML638: `A network that the manifest or a module describes begins with random weights. \`passes: auto\` trains it first where
there is \`data.train\`; \`lossless\` never trains, and a list does what it says. The build goes on: sizes and latency are those
of the trained network.`,
};
