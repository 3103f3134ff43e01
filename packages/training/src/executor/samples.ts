// Nodes that cannot work on a batch at once: where TensorFlow wants one operand for all samples, and each sample brings
// its own (weights that are computed, indices into a tensor that is computed too). They run sample by sample.
import type { Node, Shape } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import { apart, operand, reshaped, together } from './layout.ts';
import type { Execute, Operand } from './lowering.ts';

const atSecondAxis = ({ attrs }: Node<'gather'>, rank: number): boolean => attrs.axis !== 0 && attrs.axis !== -rank;

/** Whether the node has to run sample by sample, given which operands differ between samples. */
export const wantsOneSample = (node: Node, inputs: readonly (Operand | null)[]): boolean => {
  const differs = (index: number): boolean => inputs[index]?.batched === true;
  switch (node.op) {
    case 'conv_2d':
    case 'depthwise_conv_2d':
    case 'fully_connected':
      return differs(1) || differs(2);
    case 'transpose_conv':
      return differs(1) || differs(3);
    case 'batch_normalization':
      return [1, 2, 3, 4].some(differs);
    case 'gather':
      return differs(1) && (differs(0) || atSecondAxis(node as Node<'gather'>, inputs[0]?.shape.length ?? 0));
    default:
      return false;
  }
};

/** Runs `execute`, made for one sample, on each sample in turn. */
export const oneByOne =
  (tf: Tf, execute: Execute, inputs: readonly (Operand | null)[], outputs: readonly Shape[]): Execute =>
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
