import { TinymlError } from '@tinyml/core';
import { inconsistentModel } from '../diagnostics/model.ts';
import type { Hdf5Object } from '../hdf5/group.ts';
import type { Network } from './network.ts';
import { pathKey, weightOwners } from './weight-owners.ts';
import { innermost } from './parts.ts';
import { roleOf } from './roles.ts';
import type { Weight, WeightStore } from './weights.ts';

/** A list of texts; Keras continues one that is longer than an attribute can be in `<name>0`, `<name>1`, … */
const textsOf = (group: Hdf5Object, name: string): readonly string[] => {
  const texts = (key: string): readonly string[] | undefined =>
    group.attribute(key)?.values() as readonly string[] | undefined;
  const parts: string[] = [];
  for (let i = 0; ; i++) {
    const part = texts(`${name}${String(i)}`);
    if (part === undefined) break;
    parts.push(...part);
  }
  return [...(texts(name) ?? []), ...parts].filter((text) => typeof text === 'string');
};

/**
 * The layout of Keras's .h5 files: a group for each layer of the outermost model with the attribute `weight_names`, paths of all
 * variables in it; a model within the model is one layer.
 */
export const hdf5Weights = (path: string, network: Network, root: Hdf5Object): WeightStore => {
  const groups = root.child('model_weights') ?? root;
  const read = (layer: string): ReadonlyMap<string, ReadonlyMap<string, Weight>> => {
    const group = groups.child(layer);
    const names = group === undefined ? [] : textsOf(group, 'weight_names');
    const weightAt = (index: number): Weight => {
      const name = names[index] ?? '';
      const dataset = group?.child(name)?.dataset();
      if (dataset === undefined)
        throw new TinymlError(inconsistentModel(path, layer, `the weight ${name} is named but not stored`));
      return dataset;
    };
    const found = network.layers.find(({ name }) => name === layer);
    const core = found === undefined ? undefined : innermost(found);
    const inner = core?.network;
    const owners =
      inner === undefined
        ? new Map([[pathKey([layer]), new Map(names.map((name, index) => [roleOf(name, core), index]))]])
        : weightOwners(path, inner, [layer], names);
    return new Map(
      [...owners].map(([key, roles]) => [key, new Map([...roles].map(([role, index]) => [role, weightAt(index)]))]),
    );
  };
  const layers = new Map<string, ReadonlyMap<string, ReadonlyMap<string, Weight>>>();
  return (layer) => {
    const [outer = ''] = layer;
    const known = layers.get(outer) ?? read(outer);
    layers.set(outer, known);
    return known.get(pathKey(layer)) ?? new Map<string, Weight>();
  };
};
