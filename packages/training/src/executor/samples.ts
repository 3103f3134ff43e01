// Nodes that cannot work on a batch at once: where TensorFlow wants one operand for all samples, and each sample brings
// its own (weights that are computed, indices into a tensor that is computed too). They run sample by sample.
import type { Shape, Traits } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import { apart, operand, reshaped, together } from './layout.ts';
import type { Execute, Gradient, GradientOperand, GradientRequest } from './gradient.ts';

/** Whether the node has to run sample by sample, given which operands differ between samples. */
export const runsBySample = (
  gradient: Gradient,
  { weighted }: Traits,
  request: Pick<GradientRequest, 'attrs' | 'inputs'>,
): boolean => {
  if (gradient.runsBySample !== undefined) return gradient.runsBySample(request);
  if (weighted === undefined) return false;
  return [weighted.filter, weighted.bias].some((index) => request.inputs[index]?.batched === true);
};

/** Runs `execute`, made for one sample, on each sample in turn. */
export const oneByOne =
  (tf: Tf, execute: Execute, inputs: readonly (GradientOperand | null)[], outputs: readonly Shape[]): Execute =>
  (operands, { batch, options }) => {
    const samples = operands.map((tensor, i) => {
      const input = inputs[i];
      if (tensor === null || input?.batched !== true) return new Array<Tensor | null>(batch).fill(tensor);
      return tf.unstack(apart(tensor, input.shape, batch));
    });
    const results = Array.from({ length: batch }, (_, sample) =>
      execute(
        samples.map((parts) => parts[sample] ?? null),
        { batch: 1, options },
      ),
    );
    return outputs.map((shape, i) => {
      const parts = results.map((tensors) => reshaped(operand(tensors, i), shape));
      return together(tf.stack(parts), shape, batch);
    });
  };
