import type { ValueId } from '@tinyml/core';
import { onImage } from '../../translation/channels-first.ts';
import { adaptivePooling, pooling, type Pooling } from '../../translation/pooling.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { asPair, pairOf } from '../pairs.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

/** What `work` makes of x [n,c,…] as an image; without a batch it has one for it. */
const batched = (call: TorchCall, rank: number, work: (image: ValueId) => ValueId): ValueId => {
  const { to } = call;
  const x = call.tensor('self');
  const shape = to.shapeOf(x);
  if (shape.length === rank + 2) return onImage(to, x, work);
  const result = onImage(to, to.reshaped(x, [1, ...shape]), work);
  return to.reshaped(result, to.shapeOf(result).slice(1));
};

const pool =
  (kind: Pooling['kind'], rank: number): TorchBuild =>
  (call) => {
    const filter = pairOf(call, 'kernel_size', 1, rank);
    // An empty list means the size of the window.
    const given = call.numbers('stride', []);
    const [vertical, horizontal] = pairOf(call, 'padding', 0, rank);
    return batched(call, rank, (image) =>
      pooling(call.to, image, {
        kind,
        filter,
        strides: given.length === 0 ? filter : asPair(given, 1, rank),
        dilations: pairOf(call, 'dilation', 1, rank),
        pads: [vertical, vertical, horizontal, horizontal],
        ceil: call.flag('ceil_mode'),
        countsPadding: call.flag('count_include_pad', true),
        ...(call.has('divisor_override') && { divisor: call.number('divisor_override') }),
      }),
    );
  };

const adaptive =
  (kind: Pooling['kind'], rank: number): TorchBuild =>
  (call) => {
    const sizes = call.numbers('output_size');
    return batched(call, rank, (image) => adaptivePooling(call.to, image, kind, asPair(sizes, 1, rank)));
  };

/** Windows along the depth of [n,c,d,h,w] alone, which is what local response normalisation needs. */
const depthPool: TorchBuild = (call) => {
  const { to } = call;
  const [n = 1, c = 1, d = 1, h = 1, w = 1] = to.shapeOf(call.tensor('self'));
  const [size = 1, ...flat] = call.numbers('kernel_size');
  const [step = 1, ...steps] = call.numbers('stride', []).length === 0 ? [size, ...flat] : call.numbers('stride');
  const [pad = 0, ...pads] = call.numbers('padding', [0]);
  if ([...flat, ...steps].some((one) => one !== 1) || pads.some((one) => one !== 0) || flat.length !== 2)
    throw new TranslationError('windows along three axes are not supported');
  const image = to.reshaped(call.tensor('self'), [n * c, d, h * w, 1]);
  const result = pooling(to, image, {
    kind: 'average',
    filter: [size, 1],
    strides: [step, 1],
    dilations: [1, 1],
    pads: [pad, pad, 0, 0],
    ceil: call.flag('ceil_mode'),
    countsPadding: call.flag('count_include_pad', true),
  });
  return to.reshaped(result, [n, c, to.shapeOf(result)[1] ?? 1, h, w]);
};

/** Both with the places of the greatest elements, which nothing gives here. */
export const pools: PytorchEntry = {
  'aten.max_pool1d': pool('max', 1),
  'aten.max_pool2d': pool('max', 2),
  'aten.max_pool2d_with_indices': pool('max', 2),
  'aten.avg_pool1d': pool('average', 1),
  'aten.avg_pool2d': pool('average', 2),
  'aten.avg_pool3d': depthPool,
  'aten.adaptive_avg_pool1d': adaptive('average', 1),
  'aten.adaptive_avg_pool2d': adaptive('average', 2),
  'aten._adaptive_avg_pool2d': adaptive('average', 2),
  'aten.adaptive_max_pool1d': adaptive('max', 1),
  'aten.adaptive_max_pool2d': adaptive('max', 2),
};
