import type { Activation, Padding, Pair } from '@tinyml/core';

/** What the attributes of every pooling operator hold. */
export interface PoolingAttributes {
  readonly padding: Padding;
  readonly strides: Pair;
  /** Height and width of the window. */
  readonly filter: Pair;
  readonly activation: Activation;
}
