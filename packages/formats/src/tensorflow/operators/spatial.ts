import type { Padding, Pair, ValueId } from '@tinyml/core';
import { asImage, fromImage } from '../../translation/channels-first.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { TensorflowCall } from '../call.ts';

/** What an operator over images says of its window. */
export interface Spatial {
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly filter: Pair;
  readonly padding: Padding;
}

export const isChannelsFirst = ({ attributes }: TensorflowCall): boolean =>
  attributes.text('data_format', 'NHWC') === 'NCHW';

/** Of a list for all axes those of height and width. @throws TranslationError where the others are not 1 */
const pairOf = (call: TensorflowCall, name: string, list: readonly number[]): Pair => {
  if (list.length === 0) return [1, 1];
  const [n, a, b, c] = list;
  const [height, width, channels] = isChannelsFirst(call) ? [b, c, a] : [a, b, c];
  if (list.length !== 4 || n !== 1 || channels !== 1 || !height || !width || height < 1 || width < 1)
    throw new TranslationError(`${name} [${list.join(', ')}] is not supported`);
  return [height, width];
};

export const spatialOf = (call: TensorflowCall): Spatial => {
  const { attributes } = call;
  const padding = attributes.text('padding', 'VALID');
  const explicit = attributes.ints('explicit_paddings');
  const [top = 0, bottom = 0, left = 0, right = 0] = explicit.slice(isChannelsFirst(call) ? 4 : 2);
  return {
    strides: pairOf(call, 'strides', attributes.ints('strides')),
    dilations: pairOf(call, 'dilations', attributes.ints('dilations')),
    filter: pairOf(call, 'ksize', attributes.ints('ksize')),
    padding: padding === 'SAME' ? 'same' : padding === 'VALID' ? 'valid' : [top, bottom, left, right],
  };
};

/** What `work` makes of the operand as an image [n,h,w,c], in the order of axes that the operator has. */
export const onImages = (call: TensorflowCall, x: ValueId, work: (image: ValueId) => ValueId): ValueId =>
  isChannelsFirst(call) ? fromImage(call, work(asImage(call, x)), 4) : work(x);
