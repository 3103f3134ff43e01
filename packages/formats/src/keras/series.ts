import type { ValueId } from '@tinyml/core';
import { LayerError } from './config.ts';
import type { LayerCall } from './layer.ts';

/**
 * Layers along one axis compute on images of height 1: [n, l, c] is [n, 1, l, c]. Between two of them the image goes on as it
 * is, so that what follows a layer can become part of it, as it does after a layer of two axes.
 */
export interface Series {
  /** The image that a series is a view of, and the other way round. */
  readonly images: Map<ValueId, ValueId>;
  /** Dimensions that operations compute with. */
  readonly numbers: Map<ValueId, readonly number[]>;
  /** Which steps [n, t] of a value are not padding, for those values where some may be. */
  readonly masks: Map<ValueId, ValueId>;
  /** Views and numbers that are removed where nothing reads them. */
  readonly removable: Set<ValueId>;
  /** Some layer of the model works along one axis: then every layer between computes on images. */
  readonly used: boolean;
}

/** [n, l, c] as [n, 1, l, c]. */
export const imageOf = (call: LayerCall, id: ValueId): ValueId => {
  const { series, typeOf, view } = call;
  const { shape } = typeOf(id);
  const [n = 1, length = 1, channels = 1] = shape;
  if (call.lifted) return id;
  if (shape.length !== 3) throw new LayerError('its input does not have 3 dimensions');
  const known = series.images.get(id);
  if (known !== undefined) return known;
  const image = view(id, [n, 1, length, channels], 'image');
  series.images.set(id, image);
  series.removable.add(image);
  return image;
};

/** [n, 1, l, c] as [n, l, c]. */
export const seriesOf = (call: LayerCall, image: ValueId): ValueId => {
  const { series, typeOf, view } = call;
  const [n = 1, , length = 1, channels = 1] = typeOf(image).shape;
  const row = view(image, [n, length, channels], 'row');
  series.images.set(row, image);
  series.removable.add(row);
  return row;
};

/** Whether a pointwise layer is to compute on images. */
export const onSeries = ({ series, inputs, typeOf }: LayerCall): boolean =>
  series.used && inputs.length > 0 && inputs.every((id) => typeOf(id).shape.length === 3);
