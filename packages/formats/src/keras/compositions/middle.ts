import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';
import { resizeCropped } from './resizing.ts';

/** The middle of an image, where that is as large as it is to be; else the image resized, without what the aspect ratio leaves over. */
const middle = (call: LayerCall, x: ValueId, height: number, width: number): ValueId => {
  const [, rows, columns] = call.imageShape(x);
  if (rows < height || columns < width) return resizeCropped(call, x, height, width, 'bilinear');
  const { part } = call.formula;
  const [top, left] = [Math.floor((rows - height) / 2), Math.floor((columns - width) / 2)];
  return part(part(x, 1, top, height), 2, left, width);
};

const ofSize = (work: typeof middle): LayerKind => ({
  check: (options) => [options.whole('height'), options.whole('width')],
  build: (call) => {
    const x = call.input();
    const result = work(call, x, call.options.whole('height'), call.options.whole('width'));
    return result === x ? call.emit('identity', {}, [x]) : result;
  },
});

export const middles: KerasEntry = {
  layers: {
    CenterCrop: ofSize(middle),
    /** Random in training only. */
    RandomCrop: ofSize((call, x, height, width) => resizeCropped(call, x, height, width, 'bilinear')),
  },
};
