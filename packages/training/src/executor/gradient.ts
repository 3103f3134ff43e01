import { defineSlot, type Activation, type OpName, type Operator, type Ops, type Shape } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import { activationGradient, sameElements } from './derived-gradients.ts';
import type { PadImage, SidesOf } from './image.ts';
import type { Layout } from './layout.ts';
import type { RunOptions } from './network.ts';

/** An operand as a node sees it before anything runs. */
export interface GradientOperand {
  /** In the graph, for one sample. */
  readonly shape: Shape;
  /** Whether it holds a value for every sample; constants and parameters hold one for all. */
  readonly batched: boolean;
  /** @throws OperatorError where the value is not known before the graph runs */
  numbers(): readonly number[];
}

/** What operators share of TensorFlow.js: given to them, so that a gradient's file imports nothing of training. */
export interface GradientTools extends Layout {
  /** The activation that a layer applies to its own result. */
  activate(activation: Activation): (x: Tensor) => Tensor;
  readonly padImage: PadImage;
  readonly sidesOf: SidesOf;
}

/** One node, to be turned into a function on tensors. */
export interface GradientRequest<Name extends OpName = OpName> {
  readonly op: Name;
  readonly tf: Tf;
  readonly tools: GradientTools;
  readonly attrs: Ops[Name];
  /** null: an optional operand that is absent. */
  readonly inputs: readonly (GradientOperand | null)[];
  /** Shapes of the results in the graph, for one sample. */
  readonly outputs: readonly Shape[];
  readonly inputIds: readonly (string | null)[];
}

/** What one invocation is given beside its operands. */
export interface Invocation {
  /** Samples; 1 where no operand holds one for each. */
  readonly batch: number;
  readonly options: RunOptions;
}

/**
 * A node on tensors. Operands and results hold the samples of a batch one after another along their first dimension (see
 * `Layout`); an absent operand is null.
 */
export type Execute = (operands: readonly (Tensor | null)[], invocation: Invocation) => readonly Tensor[];

/** How an operator runs in TensorFlow.js, which differentiates it. */
export interface Gradient<Name extends OpName = OpName> {
  /** @throws OperatorError where the node cannot be run in training */
  prepare(request: GradientRequest<Name>): Execute;
  /**
   * Operands that gradients train where they are float constants, beside those that the traits `weighted` and
   * `normalization` name.
   */
  readonly trained?: readonly number[];
  /**
   * Whether TensorFlow.js cannot work on the batch at once, given which operands differ between samples: the node then runs
   * sample by sample. Default: where the weights or the bias of a layer do.
   */
  runsBySample?(request: Pick<GradientRequest<Name>, 'attrs' | 'inputs'>): boolean;
  /** This node and the only one that reads its result, `reader`, in one step; undefined where that is not faster. */
  fuse?(request: GradientRequest<Name>, reader: GradientRequest): Execute | undefined;
}

/** Loads a gradient: nobody but who trains needs it. */
export type LoadGradient = () => Promise<{ readonly gradient: Gradient }>;

declare module '@tinyml/core' {
  interface OperatorSlots {
    /** A file of its own in the operator's folder: `() => import('./gradient.ts')`. */
    readonly gradient: LoadGradient;
  }
}

const derived = ({ traits = {} }: Operator): LoadGradient | undefined => {
  const { activation, keepsOrder } = traits;
  const gradient =
    activation !== undefined ? activationGradient(activation) : keepsOrder === true ? sameElements : undefined;
  return gradient && (() => Promise.resolve({ gradient }));
};

export const gradientSlot = defineSlot<LoadGradient>({
  name: 'gradient',
  summary: 'how TensorFlow.js runs it, for the passes that train',
  rules: {
    entry: rules.fn,
    answers: {
      prepare: rules.fn,
      'prepare()': rules.listOf(rules.anything, 1000),
      fuse: rules.optional(rules.fn),
      'fuse()': rules.listOf(rules.anything, 1000),
      runsBySample: rules.truth,
    },
  },
  fallback: derived,
});
