import type { ValueId } from '@tinyml/core';
import { edges, LayerError, pair, word, type Json } from './config.ts';
import type { LayerCall, LayerKind } from './layer.ts';
import { resizeImage } from './resizing.ts';
import { inputImage, seriesOf } from './series.ts';
import { imageShape } from './shaping.ts';
import { perAxis, type Rank } from './windows.ts';

type Edges = readonly [readonly [number, number], readonly [number, number]];
type ImageShape = readonly [number, number, number, number];

/** Amounts of each axis, of which a series has one: `2`, or `[1, 2]` in front and behind. */
const edgesOf = (config: Json, key: string, rank: Rank): Edges => {
  if (rank === 2) return edges(config, key);
  const value = config[key] ?? 1;
  return edges(
    { ...config, [key]: [0, Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value] },
    key,
  );
};

const imageIn = (call: LayerCall, rank: Rank): readonly [ValueId, ImageShape] => {
  if (rank === 2) return [call.input(), imageShape(call)];
  const [image, [n, length, channels]] = inputImage(call);
  return [image, [n, 1, length, channels]];
};

const result = (call: LayerCall, rank: Rank, image: ValueId): ValueId => (rank === 1 ? seriesOf(call, image) : image);

export const zeroPadding = (rank: Rank): LayerKind => ({
  check: (config) => edgesOf(config, 'padding', rank),
  build: (call) => {
    const [x] = imageIn(call, rank);
    const [rows, columns] = edgesOf(call.config, 'padding', rank);
    return result(call, rank, call.emit('pad', {}, [x, call.ints('paddings', [4, 2], [0, 0, ...rows, ...columns, 0, 0])])); // prettier-ignore
  },
});

/** The image without so many rows and columns. */
const crop = (
  call: LayerCall,
  x: ValueId,
  [n, height, width, channels]: ImageShape,
  [[top, bottom], [left, right]]: Edges,
): ValueId => {
  const attrs = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
  if (height <= top + bottom || width <= left + right) throw new LayerError('it crops its input away');
  return call.emit('strided_slice', attrs, [
    x,
    call.ints('begin', [4], [0, top, left, 0]),
    call.ints('end', [4], [n, height - bottom, width - right, channels]),
    call.ints('strides', [4], [1, 1, 1, 1]),
  ]);
};

export const cropping = (rank: Rank): LayerKind => ({
  check: (config) => edgesOf(config, 'cropping', rank),
  build: (call) => {
    const [x, shape] = imageIn(call, rank);
    return result(call, rank, crop(call, x, shape, edgesOf(call.config, 'cropping', rank)));
  },
});

export const upSampling = (rank: Rank): LayerKind => ({
  check: (config) => {
    perAxis(config, 'size', rank, 2);
    const kind = word(config['interpolation'], 'nearest');
    if (kind !== 'nearest')
      throw new LayerError(`interpolation ${kind} is not supported`, "use interpolation='nearest'");
  },
  build: (call) => {
    const [x, [, height, width]] = imageIn(call, rank);
    const [rows, columns] = perAxis(call.config, 'size', rank, 2);
    return result(call, rank, resizeImage(call, x, height * rows, width * columns, 'nearest'));
  },
});

const sizeIn = (config: Json): readonly [number, number] => {
  const [[height], [width]] = [pair({ size: config['height'] }, 'size'), pair({ size: config['width'] }, 'size')];
  return [height, width];
};

/** The middle of an image, where that is as large as it is to be. */
const middle = (call: LayerCall, height: number, width: number): ValueId | undefined => {
  const shape = imageShape(call);
  const [rows, columns] = [shape[1] - height, shape[2] - width];
  if (rows < 0 || columns < 0) return undefined;
  const [top, left] = [Math.floor(rows / 2), Math.floor(columns / 2)];
  return crop(call, call.input(), shape, [
    [top, rows - top],
    [left, columns - left],
  ]);
};

export const resizingLayer: LayerKind = {
  check: sizeIn,
  build: (call) => {
    const [height, width] = sizeIn(call.config);
    const { config } = call;
    const [, rows, columns] = imageShape(call);
    const keepsAspect = [config['crop_to_aspect_ratio'], config['pad_to_aspect_ratio']].includes(true);
    if (keepsAspect && rows * width !== columns * height)
      throw new LayerError('resizing that keeps the aspect ratio is not supported');
    return resizeImage(call, call.input(), height, width, word(config['interpolation'], 'bilinear'));
  },
};

export const centerCrop: LayerKind = {
  check: sizeIn,
  build: (call) => {
    const found = middle(call, ...sizeIn(call.config));
    if (found === undefined) throw new LayerError('it resizes an image that is smaller than its crop, bilinearly');
    return found;
  },
};

/** At inference the largest part of the wanted aspect ratio, resized: here only where nothing needs resizing. */
export const randomCrop: LayerKind = {
  check: sizeIn,
  build: (call) => {
    const [height, width] = sizeIn(call.config);
    const [, rows, columns] = imageShape(call);
    const largest = [Math.min(rows, Math.floor((columns * height) / width)), Math.min(columns, Math.floor((rows * width) / height))]; // prettier-ignore
    const found = largest[0] === height && largest[1] === width ? middle(call, height, width) : undefined;
    if (found === undefined)
      throw new LayerError(
        'at inference it resizes images bilinearly, which is not supported',
        'leave RandomCrop out of the model that is saved, and give it images of the cropped size',
      );
    return found;
  },
};
