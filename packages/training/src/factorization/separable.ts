import type { Shape } from '@tinyml/core';
import type { SplitKind } from './choose-layers.ts';
import { convolutionOf, type Convolution } from './convolution.ts';
import { keptEnergy, type Decompose } from './low-rank.ts';
import type { Split } from './split.ts';

/**
 * conv_2d as depthwise_conv_2d, `rank` filters for each input channel, and a 1×1 conv_2d that mixes them.
 * For every input channel the k²×outputs slice of the filter gets its own singular value decomposition: left vectors
 * become the depthwise filters, right vectors the mixing (Denton et al., Exploiting Linear Structure Within
 * Convolutional Networks, 2014; Jaderberg et al., Speeding up Convolutional Neural Networks with Low Rank Expansions,
 * 2014, scheme 1). `weights` has `shape` [outputs, height, width, inputs].
 */
const separable = (
  { op, attrs }: Convolution,
  weights: ArrayLike<number>,
  shape: Shape,
  decompose: Decompose,
): Split => {
  const [outputs, height, width, inputs] = shape as [number, number, number, number];
  const taps = height * width;
  const slices = Array.from({ length: inputs }, (_, i) =>
    decompose(
      taps,
      outputs,
      Float64Array.from(
        { length: taps * outputs },
        (_value, k) => weights[((k % outputs) * taps + Math.floor(k / outputs)) * inputs + i] ?? 0,
      ),
    ),
  );
  const { padding, strides, dilations } = attrs;
  return {
    fullRank: Math.min(taps, outputs),
    kept: (rank) => keptEnergy(slices, rank),
    parts: (rank) => [
      {
        op: 'depthwise_conv_2d',
        attrs: { padding, strides, dilations, depthMultiplier: rank, activation: 'none' },
        weightShape: [1, height, width, inputs * rank],
        weights() {
          const filters = slices.map((slice) => slice.left(rank));
          return Float64Array.from({ length: taps * inputs * rank }, (_, k) => {
            const channel = k % (inputs * rank);
            const tap = Math.floor(k / (inputs * rank));
            return filters[Math.floor(channel / rank)]?.[tap * rank + (channel % rank)] ?? 0;
          });
        },
      },
      {
        op,
        attrs: { ...attrs, padding: 'valid', strides: [1, 1], dilations: [1, 1] },
        weightShape: [outputs, 1, 1, inputs * rank],
        weights() {
          const mixing = slices.map((slice) => slice.right(rank));
          return Float64Array.from({ length: outputs * inputs * rank }, (_, k) => {
            const channel = k % (inputs * rank);
            const output = Math.floor(k / (inputs * rank));
            return mixing[Math.floor(channel / rank)]?.[(channel % rank) * outputs + output] ?? 0;
          });
        },
      },
    ],
  };
};

export const separation: SplitKind<Convolution> = {
  pass: 'separate-convolutions',
  layers: 'conv_2d',
  firstSuffix: 'depthwise',
  layerOf: convolutionOf,
  unfit: (_graph, _node, [, height, width]) => (height === 1 && width === 1 ? 'its filter is 1×1 already' : undefined),
  split: separable,
};
