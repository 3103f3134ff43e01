// The page about Keras models.
import { kerasCoverage } from '@tinyml/formats';
import { builtinOperatorTable } from '@tinyml/operators';
import { generated } from './reference-table.ts';

const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');

const coverage = kerasCoverage(builtinOperatorTable);

export const kerasPage = (): string => `${generated}
# Keras models

Sequential and Functional models that Keras 2 or 3 has saved as \`.keras\` or \`.h5\`, and TensorFlow.js layers models (\`model.json\`). A
file is known by its content, whatever its name ends with. Models within models may be nested, called several times and share layers.
What only Python code knows cannot be read: subclassed models, \`Lambda\`, layers of one's own. \`tinyml inspect\` lists all layers of a
file and marks those that are not supported; \`tinyml build\` names every one of them at once, and what to use instead.

## Layers

${codes(coverage.layers)}

- \`data_format="channels_last"\`, and every dimension but the batch fixed.
- Dropout, noise and augmentation change nothing at inference and vanish.
- Layers along one axis are those along two, on images of height 1: the same kernels, speed and size.
- \`TimeDistributed\` may wrap any of these layers, or a model.
- \`UpSampling2D\` and \`Resizing\` with \`interpolation="nearest"\` or \`"bilinear"\`; \`RandomCrop\` where nothing needs to be resized; convolutions with \`groups=1\`.
- \`Embedding\` on an input of \`dtype="int32"\`, without \`mask_zero\`.
- \`LSTM\`, \`GRU\`, \`SimpleRNN\`, alone or in \`Bidirectional\`: cells with \`activation\` tanh, relu, relu6 or linear, gates with sigmoid; \`stateful=True\` keeps its state
  between inferences, else each begins with zeros. Masks, and states that are passed to a layer, are not supported.
- The \`kernel\` of a layer that the quantisation toolkit has wrapped keeps its recorded range.

## Activations

${codes(coverage.activations)}, and ${coverage.activationLayers.map((name) => `\`${name}\``).join(' and ')} as objects.

## Operations on tensors

\`x * 2.0\`, \`x[:, 1:]\`, \`tf.nn.relu6(x)\` (\`TFOpLambda\` and \`SlicingOpLambda\` of Keras 2), \`keras.ops.mean(x)\` (Keras 3), by their names there:

${codes(coverage.operations)}

- Padding by a constant, \`reflect\` or \`symmetric\`; \`where\` with two tensors to choose from; \`matmul\` of matrices.
- \`cumsum\`, \`one_hot\`, \`scatter\`, \`slice_update\`, \`diag\`, \`set_diag\` and \`reverse_sequence\` run in the interpreter, and in C where [operators.md](operators.md) has it.
- Indices, shapes and positions that the file holds, or that follow from the shapes of tensors (\`tf.shape(x)[0]\`).
`;
