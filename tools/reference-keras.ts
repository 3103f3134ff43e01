// The page about Keras models.
import { kerasCoverage } from '@tinyml/formats';
import { builtinOperatorTable } from '@tinyml/operators';
import { generated } from './reference-table.ts';

const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');

const coverage = kerasCoverage(builtinOperatorTable);

/** The refused classes, those with one reason together. */
const refused = (): string => {
  const reasons = [...new Set(coverage.refused.map(([, { reason }]) => reason))];
  return reasons
    .map((reason) => {
      const names = coverage.refused.filter(([, other]) => other.reason === reason).map(([name]) => name);
      return `- ${codes(names)}: ${reason}`;
    })
    .join('\n');
};

export const kerasPage = (): string => `${generated}
# Keras models

Sequential and Functional models that Keras 2 or 3 has saved as \`.keras\` or \`.h5\`, or as text (\`model.to_json()\`) with its weights beside it (\`model.weights.h5\`), and TensorFlow.js layers models (\`model.json\`). A
file is known by its content, whatever its name ends with. Models within models may be nested, called several times and share layers.
What only Python code knows cannot be read: subclassed models, \`Lambda\`, layers of one's own. \`tinyml inspect\` lists all layers of a
file and marks those that are not supported; \`tinyml build\` names every one of them at once, and what to use instead.

## Layers

${codes(coverage.layers)}

- Every dimension but the batch is fixed, in the file or by the manifest's \`inputs\`. With \`data_format="channels_first"\` a layer stands between two transpositions.
- Dropout, noise and augmentation change nothing at inference and vanish.
- Layers along one axis are those along two, on images of height 1: the same kernels, speed and size.
- \`TimeDistributed\` may wrap any of these layers, or a model.
- \`UpSampling2D\`, \`Resizing\` and what resizes: \`nearest\`, \`bilinear\`, \`bicubic\`, \`lanczos3\`, \`lanczos5\`, the last three as products with a matrix; transposed convolutions with \`groups=1\`.
- \`STFTSpectrogram\` is two convolutions; \`MelSpectrogram\` with an \`fft_length\` that is a power of two.
- \`LSTM\`, \`GRU\`, \`SimpleRNN\`, alone, in \`Bidirectional\`, or as cells of \`RNN\`, one or several: one layer of the program where \`activation\` is tanh, relu, relu6 or
  linear and gates are sigmoid, else the formulas of each step (at most 256 steps). \`stateful=True\` keeps its state between inferences, else each begins with zeros, or with
  \`initial_state\`. \`ConvLSTM1D\` and \`ConvLSTM2D\` are written out step by step (at most 64).
- Masks, of \`Masking\` or \`Embedding(mask_zero=True)\`, are heeded by recurrent layers, attention and \`GlobalAveragePooling1D\`. The steps that count are put first, so
  that a masked layer runs as fast as one without; with \`return_state\` or \`stateful\` an LSTM's steps are written out.
- Attention of three dimensions [batch, steps, features], with masks, \`use_causal_mask\` and \`return_attention_scores\`; \`EinsumDense\` with any product of two tensors.
- The \`kernel\` of a layer that the quantisation toolkit has wrapped keeps its recorded range.

Not read, each refused by its name with the way out:

${refused()}

Each class that \`keras.layers\` of Keras 2.15 and 3.15 has is one of these.

## Activations

${codes(coverage.activations)}, and ${coverage.activationLayers.map((name) => `\`${name}\``).join(' and ')} as objects.

## Operations on tensors

\`x * 2.0\`, \`x[:, 1:]\`, \`tf.nn.relu6(x)\` (\`TFOpLambda\` and \`SlicingOpLambda\` of Keras 2), \`keras.ops.mean(x)\` (Keras 3), by their names there:

${codes(coverage.operations)}

- Padding by a constant, \`reflect\` or \`symmetric\`; \`where\` with two tensors to choose from; \`matmul\` of matrices.
- \`cumsum\`, \`one_hot\`, \`scatter\`, \`slice_update\`, \`diag\`, \`set_diag\` and \`reverse_sequence\` run in the interpreter, and in C where [operators.md](operators.md) has it.
- Indices, shapes and positions that the file holds, or that follow from the shapes of tensors (\`tf.shape(x)[0]\`).
`;
