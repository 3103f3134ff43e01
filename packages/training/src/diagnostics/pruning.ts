import type { Diagnostic, Explanations } from '@tinyml/core';

type Reasons = readonly (readonly [layer: string, reason: string])[];

const listed = (items: readonly string[], most = 6): string =>
  `${items.slice(0, most).join(', ')}${items.length > most ? ', …' : ''}`;

/** TML651: a layer named in the options that the pass cannot prune. */
export const layerNotPruned = (pass: string, layer: string, reason: string): Diagnostic => ({
  code: 'TML651',
  severity: 'error',
  message: `${pass}: ${layer} cannot be pruned: ${reason}`,
  hint: 'take it out of `layers`, or name another layer',
});

/** TML652: no layer that may be pruned is left. */
export const nothingToPrune = (pass: string, layers: Reasons): Diagnostic => ({
  code: 'TML652',
  severity: 'error',
  message:
    layers.length === 0
      ? `${pass}: the model has no layer with weights`
      : `${pass}: no layer is left to prune: ${layers
          .slice(0, 6)
          .map(([layer, reason]) => `${layer}: ${reason}`)
          .join('; ')}${layers.length > 6 ? '; …' : ''}`,
  hint: 'exclude fewer layers, or leave the pass out',
});

/** TML653: options under which every layer keeps all that it has. */
export const nothingRemoved = (pass: string, ratio: number, multiple: number): Diagnostic => ({
  code: 'TML653',
  severity: 'error',
  message: `${pass}: with ratio ${String(ratio)} and multiple ${String(multiple)} every layer keeps all of its channels`,
  hint: 'raise `ratio` or lower `multiple`',
});

/** TML654: layers that lose the same channels, with different ratios. */
export const jointRatios = (pass: string, ratios: readonly (readonly [string, number])[]): Diagnostic => ({
  code: 'TML654',
  severity: 'error',
  message: `${pass}: ${ratios.map(([layer, ratio]) => `${layer} (${String(ratio)})`).join(' and ')} lose the same channels, but have different ratios`,
  hint: 'give them one ratio: their results are added, or one passes on the channels of the other',
});

/** TML655: layers whose channels the criterion cannot compare. */
export const channelScoreMissing = (layers: readonly string[]): Diagnostic => ({
  code: 'TML655',
  severity: 'error',
  message: `prune-channels: criterion batch-norm: no batch normalisation with a gamma follows ${listed(layers)}`,
  hint: 'put the pass before fold-batch-norm, exclude these layers, or use `criterion: l1`',
});

/** TML656: channels go in steps, with training after each. */
export const moreStepsThanEpochs = (steps: number, epochs: number): Diagnostic => ({
  code: 'TML656',
  severity: 'error',
  message: `prune-channels: ${String(steps)} steps, but fewer epochs (${String(epochs)}) to train after them`,
  hint: 'raise `epochs` to one for each step, or lower `steps`',
});

/** TML657: a pruning schedule outside the steps of the training, or without any. */
export const pruningSteps = (begin: number, end: number, steps: number, stepsPerEpoch: number): Diagnostic => ({
  code: 'TML657',
  severity: 'error',
  message:
    begin >= end
      ? `prune: the schedule begins at step ${String(begin)} and ends at step ${String(end)}`
      : `prune: the schedule ends at step ${String(end)}, but training has ${String(steps)} steps (${String(stepsPerEpoch)} an epoch)`,
  hint: 'begin < end ≤ steps; without `end` pruning ends after three quarters of the steps',
});

/** TML657: the same, for shares that fall. */
export const decreasingSparsity = (initial: number, final: number): Diagnostic => ({
  code: 'TML657',
  severity: 'error',
  message: `prune: \`initial\` (${String(initial)}) is above \`final\` (${String(final)})`,
  hint: 'the share of zeros only grows: lower `initial` or raise `final`',
});

/** TML658: a pattern of zeros that is none. */
export const unknownPattern = (pattern: string): Diagnostic => ({
  code: 'TML658',
  severity: 'error',
  message: `prune: \`${pattern}\` is no pattern`,
  hint: 'use `unstructured`, a block such as [1, 4], or n:m with n < m, such as 2:4',
});

/** TML659: zeros are stored like other weights. */
export const sparsityNeedsCoding = (): Diagnostic => ({
  code: 'TML659',
  severity: 'note',
  message: 'prune: weights that are zero save flash only where `compress-weights` follows, and it does not',
  hint: 'list it after `quantize`; `prune-channels`, which removes whole filters, needs nothing after it',
});

export const pruningExplanations: Explanations = {
  TML651: `A filter can be removed where all that reads its channel can do without it. The channels of the model's inputs
and outputs are part of its interface; layers that a residual connection joins with them keep theirs too, and so do
layers whose result is read by an operator that mixes channels in a way that the pass does not follow.`,
  TML652: `Pruning needs at least one layer with weights that no option excludes. For prune-channels the layer's channels
must also be free to go (tinyml explain TML651).`,
  TML653: `prune-channels rounds what stays up to a multiple of channels (four where latency comes first: fast kernels take
four at once), so that a small ratio of a small layer removes nothing.`,
  TML654: `The results of an addition have as many channels as each of its operands: where one layer loses a channel the
others lose it too. The same holds for a depthwise convolution and the layer before it.`,
  TML655: `criterion: batch-norm takes the magnitude of gamma as the importance of a channel. Batch normalisation that was
folded into the weights is gone; then the weights themselves (l1) tell the same.`,
  TML656: `With steps: N a part of the channels goes, the network is trained, the next part goes, and so on: the epochs are
divided among the steps, at least one for each.`,
  TML657: `The share of zeros grows from \`initial\` at the step \`begin\` to \`final\` at the step \`end\`. Steps are those of
the optimiser: samples / batch in each epoch.`,
  TML658: `unstructured prunes each weight by itself; [rows, columns] prunes blocks of the weight matrix, which has a row for
each output and a column for each input (of convolutions: height · width · channels); 2:4 keeps two of four neighbours in
a row.`,
  TML659: `The kernels multiply with every weight, zero or not: skipping single zeros costs a Cortex-M more than it saves. Zeros
make the weights compressible: compress-weights stores them in fewer bytes and unpacks them as layers run.
prune-channels removes whole filters instead, which saves flash, RAM and time at once.`,
};
