import type { ValueId } from '@tinyml/core';
import type { Layer } from './network.ts';
import { innermost } from './parts.ts';
import type { Results, Translation } from './translation.ts';

const passes = (layer: Layer): boolean => {
  const { className, kind, cells, operation } = innermost(layer);
  if (operation === true) return false;
  return cells !== undefined || className === 'Bidirectional' || kind?.pointwise === true || kind?.passesMask === true;
};

/**
 * Results have the mask of what their layer was called on, as Keras passes it on: Keras 3 writes it into Functional models as an argument of the layers
 * that heed it, Keras 2 and Sequential models nowhere.
 */
export const passMask = (translation: Translation, layer: Layer, inputs: Results, results: Results): void => {
  const { builder, series } = translation;
  if (!passes(layer)) return;
  const known = inputs.flatMap((id) => (id === undefined ? [] : (series.masks.get(id) ?? [])));
  const [first, ...others] = [...new Set(known)];
  if (first === undefined) return;
  const name = `${layer.name}_mask`;
  const mask = others.reduce<ValueId>((a, b) => builder.emit('logical_and', {}, [a, b], { name }), first);
  const [n, steps] = builder.typeOf(mask).shape;
  for (const id of results) {
    if (id === undefined || series.masks.has(id)) continue;
    const { shape } = builder.typeOf(id);
    if (shape.length >= 3 && shape[0] === n && shape[1] === steps) series.masks.set(id, mask);
  }
};
