import type { Diagnostic, Explanations } from '@tinyml/core';

const unused = (code: `TML${string}`, message: string, hint: string): Diagnostic => ({
  code,
  severity: 'note',
  message,
  hint,
});

/** TML356: shared values are stored like others. */
export const clustersNeedCoding = (): Diagnostic =>
  unused(
    'TML356',
    'cluster-weights: shared values save flash only where `compress-weights` follows',
    'list it after `quantize`',
  );

/** TML357: weights of a few bits take a byte each. */
export const lowBitsNeedPacking = (bits: number): Diagnostic =>
  unused(
    'TML357',
    `quantize-aware-training: weights of ${String(bits)} bits take a byte each, as \`compress-weights\` does not follow`,
    'list it after `quantize`, or train for 8 bits, which lose less',
  );

/** TML358: nothing quantises the model that was trained for it. */
export const rangesNeedQuantize = (): Diagnostic =>
  unused(
    'TML358',
    'quantize-aware-training: the model stays float, as no `quantize` in mode int8 follows',
    'list `quantize: { mode: int8 }` after it, or use `train`',
  );

/** TML359: two kernels instead of one. */
export const splittingTakesCode = (pass: string): Diagnostic =>
  unused(
    'TML359',
    `${pass}: under priority size it pays only where the weights that it saves take more flash than one more kernel`,
    'compare flash before and after it with `tinyml evaluate`; small layers are better left whole',
  );

export const wastedWorkExplanations: Explanations = {
  TML356: `A layer whose weights share 16 values still stores a byte for each, until compress-weights stores numbers of values instead.`,
  TML357: `quantize stores weights as int8, whatever number of values they take; compress-weights packs them or codes them.`,
  TML358: `Training with the rounding of int8 costs accuracy that only pays where the model becomes int8.`,
  TML359: `A convolution that is split runs as two layers: each has parameters of its own, and the program one more kernel, half a kilobyte to one on a
Cortex-M4. A layer with a few hundred weights saves less than that. What is always saved is multiplications.`,
};
