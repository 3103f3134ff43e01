import type { Padding } from '@tinyml/core';
import { LayerError, none, optionalNumber, padding, pair, single, type Json } from './config.ts';
import type { Weight } from './weights.ts';

/** Axes that a window moves along. Windows along one axis are windows of height 1. */
export type Rank = 1 | 2;

type Pair = readonly [number, number];

/** An option with a number for each axis. */
export const perAxis = (config: Json, key: string, rank: Rank, fallback: number): Pair =>
  rank === 2 ? pair(config, key, [fallback, fallback]) : [1, single(config, key, fallback)];

const isCausal = (config: Json, rank: Rank): boolean => rank === 1 && config['padding'] === 'causal';

const checkGroups = (config: Json): void => {
  const groups = optionalNumber(config, 'groups', 1);
  if (groups !== 1)
    throw new LayerError(
      `grouped convolution (groups=${String(groups)}) is not supported`,
      'use groups=1, or DepthwiseConv2D and a 1×1 Conv2D (SeparableConv2D)',
    );
};

export const checkWindow =
  (rank: Rank) =>
  (config: Json): void => {
    checkGroups(config);
    perAxis(config, 'strides', rank, 1);
    perAxis(config, 'dilation_rate', rank, 1);
    if (!isCausal(config, rank)) padding(config);
  };

/** Causal: as many zeros in front as the window reaches back. */
const paddingOf = (config: Json, rank: Rank, size: number, dilation: number): Padding =>
  isCausal(config, rank) ? [0, 0, (size - 1) * dilation, 0] : padding(config);

/** Attributes of a convolution with a kernel of `width` columns. */
export const windowOf = (config: Json, rank: Rank, width: number) => {
  const dilations = perAxis(config, 'dilation_rate', rank, 1);
  return {
    padding: paddingOf(config, rank, width, dilations[1]),
    strides: perAxis(config, 'strides', rank, 1),
    dilations,
    activation: none,
  };
};

/** A kernel along one axis as one of height 1. */
export const kernelOf = (weight: Weight, rank: Rank): Weight =>
  rank === 1 ? { ...weight, shape: [1, ...weight.shape] } : weight;
