import type { Graph, Shape, ValueId } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';

/** A constant of a graph that training may change. */
export interface Parameter {
  readonly id: ValueId;
  readonly shape: Shape;
  readonly data: Float32Array;
  /**
   * Weights and biases of layers, gamma and beta of normalisations, and what a gradient names as `trained`. The moving mean
   * and variance of a normalisation are parameters that no gradient reaches.
   */
  readonly trainable: boolean;
}

export interface RunOptions {
  /** Batch normalisation by the statistics of the batch, dropout. */
  readonly training: boolean;
  /** Uniform in [0, 1), for dropout's masks; without it dropout does nothing. */
  random?(): number;
  /** Sees, and may replace by a differentiable function of it, every graph input and every float tensor computed. */
  activation?(id: ValueId, value: Tensor): Tensor;
  /** The new moving mean or variance of a batch normalisation, in training. */
  state?(id: ValueId, value: Tensor): void;
  /** Where an output is probabilities (trait `probabilities`): give the logits instead, its operand times beta. */
  readonly logits?: boolean;
}

/** A graph as a function that TensorFlow.js can differentiate. */
export interface Network {
  /**
   * The graph whose constants the parameters are: the one that was compiled, but for constant nodes, which are
   * computed, and float16 constants, which are float32 (with their dequantize folded): so they can be trained.
   */
  readonly graph: Graph;
  readonly parameters: readonly Parameter[];
  /**
   * `inputs`: one tensor per graph input, [batch, …]; a first dimension of 1 in the graph is the batch. `weight`: the
   * tensor to use for a parameter. Gives the outputs, [batch, …]. Call it inside `tf.tidy`.
   */
  run(inputs: readonly Tensor[], weight: (id: ValueId) => Tensor, options: RunOptions): readonly Tensor[];
  /**
   * The same up to one value: runs what `id` needs and gives it as the graph has it, the samples of the batch along its
   * first dimension. Call it inside `tf.tidy`.
   */
  read(
    id: ValueId,
    inputs: readonly Tensor[],
    weight: (id: ValueId) => Tensor,
    options: Omit<RunOptions, 'logits'>,
  ): Tensor;
  /** Frees the constants that are no parameters, which `run` keeps as tensors from its first call on. */
  dispose(): void;
}
