import { formatType, type Diagnostic, type Explanations, type TensorType } from '@tinyml/core';

/** TML616: a layer on stored integers. */
export const quantizedTraining = (node: string, value: string, type: TensorType): Diagnostic => ({
  code: 'TML616',
  severity: 'error',
  message: `layer ${node} cannot be trained: tensor ${value} is ${formatType(type)}`,
  hint: 'train the float model (.h5, .keras or a float .tflite), before `quantize`',
});

/** TML617: an operator without a gradient; `because` where it says why. */
export const untrainableOperator = (node: string, op: string, because?: string): Diagnostic => ({
  code: 'TML617',
  severity: 'error',
  message: `layer ${node} cannot be trained: operator ${op} has no gradient${because === undefined ? '' : `, because ${because}`}`,
  hint: 'train the model before the passes that bring this operator in, or replace it in the source model',
});

/** TML618: a layer in a form that the trainer does not have. */
export const untrainableNode = (node: string, op: string, reason: string): Diagnostic => ({
  code: 'TML618',
  severity: 'error',
  message: `layer ${node} (${op}) cannot be trained: ${reason}`,
  hint: 'let `fold-constants` run before, or make shapes and positions constants in the source model',
});

/** TML619: a model that remembers. */
export const statefulTraining = (state: string): Diagnostic => ({
  code: 'TML619',
  severity: 'error',
  message: `a model with state cannot be trained: state ${state}`,
  hint: 'train the model in its form without state, on whole sequences, where it was made',
});

export const executorExplanations: Explanations = {
  TML616: `Training moves float weights by small steps; integers cannot move by less than one. Weights stored as float16
are trained as float32. A model that was quantised has lost what training would start from.`,
  TML617: `Passes that train run the model in TensorFlow.js, operator by operator. Every float operator that tinyml
imports has a gradient; a third party's has one where its package fills the slot \`gradient\`.`,
  TML618: `Shapes, axes and positions must be known before the model runs.`,
  TML619: `A model with state reads in each invocation what the one before it wrote. Training on single samples would
teach it nothing about sequences.`,
};
