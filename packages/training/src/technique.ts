import type { ValueId } from '@tinyml/core';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { Tf } from './backend.ts';
import type { Network } from './executor/network.ts';

/** What a pass adds to plain training: masks, fake quantisation, shared weights. All parts are optional. */
export interface Technique {
  /** Its own variables (centroids, ranges, masks): kept in checkpoints, optimised too where they are trainable. */
  readonly variables?: readonly Variable[];
  /** Differentiable view of a parameter in the forward pass; the same shape. */
  weight?(id: ValueId, value: Tensor, training: boolean): Tensor;
  /** Differentiable view of a graph input or a computed float tensor, of all samples of the batch; the same shape. */
  activation?(id: ValueId, value: Tensor, training: boolean): Tensor;
  /** After the optimiser's step `step`, counted from 0 over all epochs: new masks, projections. */
  afterStep?(step: number): void;
  /** Early stopping has to wait for this many steps: until a schedule is through, say. Default: 0. */
  readonly leastSteps?: number;
  /** What is written back as the constant. Default: the variable's value as it is. */
  finish?(id: ValueId, value: Tensor): Tensor;
}

/** What a technique is made from. `variables`: the network's parameters, by the ids of their constants. */
export interface TechniqueSetting {
  readonly tf: Tf;
  readonly network: Network;
  readonly variables: ReadonlyMap<ValueId, Variable>;
  /** Of the optimiser, over all epochs; 0 without training. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** Seeded; uniform in [0, 1). Begins anew where a run goes on from a checkpoint. */
  random(): number;
}

/** Made once the parameters are variables; `fineTune` disposes of `variables` at the end. */
export type MakeTechnique = (setting: TechniqueSetting) => Technique;
