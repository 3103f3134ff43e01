import { TinymlError, inconsistentModel } from '@tinyml/core';
import type { Hdf5Object } from '../hdf5/group.ts';
import { roleOf, type Weight, type WeightStore } from './weights.ts';

/** Keras 2's layout: a group a layer with the attribute `weight_names`, paths of its variables in the group. */
export const hdf5Weights = (path: string, root: Hdf5Object): WeightStore => {
  const groups = root.child('model_weights') ?? root;
  return ([outer = '', ...inner]) => {
    const group = groups.child(outer);
    const names = group?.attribute('weight_names')?.values() ?? [];
    const layer = inner.at(-1);
    const weights = new Map<string, Weight>();
    for (const name of names) {
      if (typeof name !== 'string') continue;
      if (layer !== undefined && !name.split('/').includes(layer)) continue;
      const dataset = group?.child(name)?.dataset();
      if (dataset === undefined)
        throw new TinymlError(inconsistentModel(path, outer, `the weight ${name} is named but not stored`));
      weights.set(roleOf(name), dataset);
    }
    return weights;
  };
};
