import type { Pair, ValueId } from '@tinyml/core';
import { onImage } from '../../translation/channels-first.ts';
import { convolution, transposedConvolution } from '../../translation/convolution.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { Pads } from '../../translation/window-padding.ts';
import { pairOf } from '../pairs.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

/** What `work` makes of the input as an image; an input without a batch has one for it. */
const batched = (call: TorchCall, work: (image: ValueId) => ValueId): ValueId => {
  const { to } = call;
  const x = call.as(call.tensor('input'), 'float32');
  const wanted = call.shapeOf(call.tensor('weight')).length;
  const shape = call.shapeOf(x);
  if (wanted !== 3 && wanted !== 4) throw new TranslationError('windows along three axes are not supported');
  if (shape.length === wanted) return onImage(to, x, work);
  const result = onImage(to, to.reshaped(x, [1, ...shape]), work);
  return to.reshaped(result, to.shapeOf(result).slice(1));
};

/** Filters of a series [o,c,k] as those of an image of height 1. */
const filters = (call: TorchCall): ValueId => {
  const weight = call.as(call.tensor('weight'), 'float32');
  const shape = call.shapeOf(weight);
  return shape.length === 3 ? call.to.reshaped(weight, [shape[0] ?? 1, shape[1] ?? 1, 1, shape[2] ?? 1]) : weight;
};

/** The words `same` and `valid`, or numbers for both sides of each axis. */
const padsOf = (call: TorchCall, dilations: Pair, rank: number): Pads => {
  const padding = call.argument('padding');
  if (padding === 'valid') return [0, 0, 0, 0];
  if (padding === 'same') {
    const [, , rows = 1, columns = 1] = call.shapeOf(filters(call));
    const total = [(rows - 1) * dilations[0], (columns - 1) * dilations[1]] as const;
    const [top, left] = [Math.floor(total[0] / 2), Math.floor(total[1] / 2)];
    return [top, total[0] - top, left, total[1] - left];
  }
  const [vertical, horizontal] = pairOf(call, 'padding', 0, rank);
  return [vertical, vertical, horizontal, horizontal];
};

const build =
  (isTransposed: (call: TorchCall) => boolean): TorchBuild =>
  (call) => {
    const rank = call.shapeOf(call.tensor('weight')).length - 2;
    const strides = pairOf(call, 'stride', 1, rank);
    const dilations = pairOf(call, 'dilation', 1, rank);
    const groups = call.number('groups', 1);
    const bias = call.optionalTensor('bias');
    const attrs = { strides, dilations, groups };
    return batched(call, (image) => {
      const pads = padsOf(call, dilations, rank);
      if (!isTransposed(call)) return convolution(call.to, image, filters(call), bias, { ...attrs, pads });
      const more = pairOf(call, 'output_padding', 0, rank);
      return transposedConvolution(call.to, image, filters(call), bias, { ...attrs, pads, more });
    });
  };

const plain = build(() => false);
const transposed = build(() => true);

/** Pixels of an image that its channels hold, [n,c·r²,h,w] → [n,c,h·r,w·r]. */
const pixelShuffle: TorchBuild = (call) => {
  const { to } = call;
  const x = call.tensor('self');
  const r = call.number('upscale_factor');
  const [n = 1, c = 1, h = 1, w = 1] = to.shapeOf(asFour(call, x));
  const apart = to.reshaped(x, [n, c / (r * r), r, r, h, w]);
  return to.reshaped(to.permuted(apart, [0, 1, 4, 2, 5, 3]), [n, c / (r * r), h * r, w * r]);
};

const asFour = (call: TorchCall, x: ValueId): ValueId => {
  if (call.shapeOf(x).length !== 4) throw new TranslationError('its operand is not [n, c, h, w]');
  return x;
};

const pixelUnshuffle: TorchBuild = (call) => {
  const { to } = call;
  const x = call.tensor('self');
  const r = call.number('downscale_factor');
  const [n = 1, c = 1, h = 1, w = 1] = to.shapeOf(asFour(call, x));
  const apart = to.reshaped(x, [n, c, h / r, r, w / r, r]);
  return to.reshaped(to.permuted(apart, [0, 1, 3, 5, 2, 4]), [n, c * r * r, h / r, w / r]);
};

const channelShuffle: TorchBuild = (call) => {
  const { to } = call;
  const x = call.tensor('self');
  const [n = 1, c = 1, ...rest] = to.shapeOf(x);
  const groups = call.number('groups');
  const apart = to.reshaped(x, [n, groups, c / groups, rest.reduce((product, size) => product * size, 1)]);
  return to.reshaped(to.permuted(apart, [0, 2, 1, 3]), to.shapeOf(x));
};

export const convolutions: PytorchEntry = {
  'aten.conv1d': plain,
  'aten.conv2d': plain,
  'aten.conv_transpose1d': transposed,
  'aten.conv_transpose2d': transposed,
  'aten.convolution': build((call) => call.flag('transposed')),
  'aten._convolution': build((call) => call.flag('transposed')),
  'aten.pixel_shuffle': pixelShuffle,
  'aten.pixel_unshuffle': pixelUnshuffle,
  'aten.channel_shuffle': channelShuffle,
  'aten.native_channel_shuffle': channelShuffle,
};
