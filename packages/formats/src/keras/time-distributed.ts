import type { ValueId } from '@tinyml/core';
import { LayerError } from './config.ts';
import type { Layer } from './network.ts';
import type { Results, Translation } from './translation.ts';

/** What `apply` makes of one tensor, the layer within translated on it; undefined where an earlier layer has failed. */
type Apply = (x: ValueId | undefined) => Results;

/**
 * A layer at each step of [n, t, …]: the steps become part of the batch, [n · t, …], and come back from it. A layer that works position
 * by position needs neither.
 */
export const timeDistributed = (
  translation: Translation,
  layer: Layer,
  name: string,
  x: ValueId | undefined,
  apply: Apply,
): Results => {
  const { builder } = translation;
  const { inner } = layer;
  if (inner === undefined) throw new LayerError('wraps no layer');
  if (x === undefined || (inner.network === undefined && inner.inner === undefined && inner.kind?.anyRank === true))
    return apply(x);
  const source = { name, op: layer.className, index: translation.count++ };
  const view = (id: ValueId, newShape: readonly number[], suffix: string): ValueId =>
    builder.emit('reshape', { newShape }, [id], { name: `${name}_${suffix}`, source });
  const [n = 1, steps = 1, ...sample] = builder.typeOf(x).shape;
  if (sample.length === 0) throw new LayerError('its input has no axis of steps');
  const results = apply(view(x, [n * steps, ...sample], 'steps'));
  return results.map((id) => {
    if (id === undefined) return undefined;
    return view(id, [n, steps, ...builder.typeOf(id).shape.slice(1)], 'sequence');
  });
};
