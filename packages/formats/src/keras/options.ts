import type { Padding } from '@tinyml/core';
import * as read from './config.ts';
import { LayerError, type Json } from './config.ts';
import type { LayerOptions, Pair, Rank } from './layer.ts';

const perAxis = (config: Json, key: string, rank: Rank, fallback: number): Pair =>
  rank === 2 ? read.pair(config, key, [fallback, fallback]) : [1, read.single(config, key, fallback)];

/** A series has the amounts of one axis: `2`, or `[1, 2]` preceding and following it. */
const edges = (config: Json, key: string, rank: Rank): readonly [Pair, Pair] => {
  if (rank === 2) return read.edges(config, key);
  const value = config[key] ?? 1;
  const only = Array.isArray(value) && value.length === 1 ? (value as readonly unknown[])[0] : value;
  return read.edges({ ...config, [key]: [0, only] }, key);
};

const numbers = (config: Json, key: string, fallback: number): readonly number[] => {
  const flat: readonly unknown[] = [config[key] ?? fallback].flat(Infinity);
  if (!flat.every((value): value is number => typeof value === 'number'))
    throw new LayerError(`${key} is not made of numbers`);
  return flat;
};

const isCausal = (config: Json, rank: Rank): boolean => rank === 1 && config['padding'] === 'causal';

const checkGroups = (config: Json): void => {
  const groups = read.optionalNumber(config, 'groups', 1);
  if (groups !== 1)
    throw new LayerError(
      `grouped convolution (groups=${String(groups)}) is not supported`,
      'use groups=1, or DepthwiseConv2D and a 1×1 Conv2D (SeparableConv2D)',
    );
};

const checkWindow = (config: Json, rank: Rank, groups: 'grouped' | undefined): void => {
  if (groups === undefined) checkGroups(config);
  perAxis(config, 'strides', rank, 1);
  perAxis(config, 'dilation_rate', rank, 1);
  if (!isCausal(config, rank)) read.padding(config);
};

/** Causal: as many zeros precede the series as the window reaches back. */
const paddingOf = (config: Json, rank: Rank, width: number, dilation: number): Padding =>
  isCausal(config, rank) ? [0, 0, (width - 1) * dilation, 0] : read.padding(config);

export const openOptions = (config: Json): LayerOptions => ({
  config,
  number: (key, fallback) => read.optionalNumber(config, key, fallback),
  whole: (key, fallback) => read.single(config, key, fallback),
  word: (key, fallback) => read.word(config[key], fallback),
  integers: (key) => read.integers(config, key),
  numbers: (key, fallback) => numbers(config, key, fallback),
  pair: (key, fallback) => read.pair(config, key, fallback),
  perAxis: (key, rank, fallback) => perAxis(config, key, rank, fallback),
  edges: (key, rank) => edges(config, key, rank),
  padding: () => read.padding(config),
  window: (rank, width) => {
    const dilations = perAxis(config, 'dilation_rate', rank, 1);
    return {
      padding: paddingOf(config, rank, width, dilations[1]),
      strides: perAxis(config, 'strides', rank, 1),
      dilations,
      activation: 'none',
    };
  },
  checkWindow: (rank, groups) => {
    checkWindow(config, rank, groups);
  },
  weighted: (...kernels) => ({ trainable: config['use_bias'] === false ? kernels : [...kernels, 'bias'], fixed: [] }),
  problem: (message, hint) => new LayerError(message, hint),
});
