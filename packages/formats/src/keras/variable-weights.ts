import { ambiguousWeights } from '../diagnostics/keras.ts';
import type { Hdf5Object } from '../hdf5/group.ts';
import type { Layer, Network } from './network.ts';
import { TinymlError } from '@tinyml/core';
import { directions, rolesOf } from './variables.ts';
import { pathKey } from './weight-owners.ts';
import type { Weight, WeightStore } from './weights.ts';

/** Roles of a layer's variables in the order in which Keras 3 numbers them. */
const numbered = (layer: Layer): readonly string[] => {
  const roles = rolesOf(layer.className === 'Bidirectional' ? layer : (layer.inner ?? layer));
  return roles === undefined ? ['kernel', 'bias'] : [...roles.trainable, ...roles.fixed];
};

/** Where the layout has a layer's variables: a recurrent layer's belong to its cell, of which a wrapper may have two. */
const variableLists = (layer: Layer, group: Hdf5Object | undefined): readonly (readonly [string, Hdf5Object])[] => {
  const cells =
    layer.className === 'Bidirectional'
      ? directions.map((name) => [`${name}_`, group?.child(`${name}_layer`)] as const)
      : [['', group] as const];
  return cells.flatMap(([prefix, own]) => {
    const vars = own?.child('cell')?.child('vars') ?? own?.child('vars');
    return vars === undefined ? [] : [[prefix, vars] as const];
  });
};

/** `Conv2D` → `conv2d`, `BatchNormalization` → `batch_normalization`, as Keras 3 names its groups. */
const snakeCase = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

const numberedName = (base: string, number: number): string => (number === 0 ? base : `${base}_${String(number)}`);

/**
 * Names of the folders of layers of one class. A layer that is stored elsewhere has no folder, but takes a number in some
 * releases, and none in others.
 */
const namesOfClass = (
  base: string,
  layers: readonly Layer[],
  stored: ReadonlySet<string>,
  isElsewhere: (layer: Layer) => boolean,
): readonly (readonly [Layer, string])[] => {
  const all = layers.map((layer, i) => [layer, numberedName(base, i)] as const);
  const missing = all.filter(([, name]) => !stored.has(name));
  const own = layers.filter((layer) => !isElsewhere(layer));
  if (missing.every(([layer]) => isElsewhere(layer))) return all;
  return own.length === layers.length - missing.length
    ? own.map((layer, i) => [layer, numberedName(base, i)] as const)
    : all;
};

const folderNames = (
  layers: readonly Layer[],
  stored: ReadonlySet<string>,
  isElsewhere: (layer: Layer) => boolean,
): ReadonlyMap<Layer, string> => {
  const bases = new Set(layers.map(({ className }) => snakeCase(className)));
  return new Map(
    [...bases].flatMap((base) => {
      const some = layers.filter(({ className }) => snakeCase(className) === base);
      return namesOfClass(base, some, stored, isElsewhere);
    }),
  );
};

interface Place {
  readonly group: Hdf5Object | undefined;
  readonly layer: Layer;
}

/**
 * Keras 3's layout: `layers/<class>_<n>/vars/<i>`, where n counts the layers of a class in the model's order (none for
 * the first); what a wrapper wraps lies in its folder `layer`. Releases before 3.0 called the folder
 * `_layer_checkpoint_dependencies`. A layer that stands in several places of the file is stored in the first alone.
 */
export const variableWeights = (file: string, network: Network, root: Hdf5Object): WeightStore => {
  const places = new Map<string, Place>();
  const stored = new Map<string, Set<Hdf5Object>>();
  const sameName = ({ name, className }: Layer): string => `${className} ${name}`;
  /** Where a layer that a file holds in several places is stored. */
  const first = (layer: Layer, path: readonly string[]): Hdf5Object | undefined => {
    const [found, ...others] = stored.get(sameName(layer)) ?? [];
    if (others.length > 0) throw new TinymlError(ambiguousWeights(file, layer.name, [path.join('/')]));
    return found;
  };
  const visit = (model: Network, parent: Hdf5Object | undefined, prefix: readonly string[]): void => {
    const folder = parent?.child('layers') ?? parent?.child('_layer_checkpoint_dependencies');
    const layers = model.layers.filter(({ operation }) => operation !== true);
    const names = folderNames(layers, new Set(folder?.names() ?? []), (layer) => stored.has(sameName(layer)));
    for (const layer of layers) {
      const path = [...prefix, layer.name];
      const name = names.get(layer);
      const own = name === undefined ? undefined : folder?.child(name);
      const group = own ?? first(layer, path);
      if (own !== undefined) stored.set(sameName(layer), (stored.get(sameName(layer)) ?? new Set()).add(own));
      const content = layer.inner === undefined || layer.className === 'Bidirectional' ? group : group?.child('layer');
      const inner = layer.network ?? layer.inner?.network;
      places.set(pathKey(path), { group: content, layer });
      if (inner !== undefined) visit(inner, content, path);
    }
  };
  visit(network, root, []);
  return (path) => {
    const found = places.get(pathKey(path));
    const weights = new Map<string, Weight>();
    if (found === undefined) return weights;
    const { group, layer } = found;
    const roles = numbered(layer);
    for (const [prefix, vars] of variableLists(layer, group))
      for (const name of vars.names()) {
        const role = roles.filter((one) => one.startsWith(prefix))[Number(name)];
        const dataset = role === undefined ? undefined : vars.child(name)?.dataset();
        if (role !== undefined && dataset !== undefined) weights.set(role, dataset);
      }
    return weights;
  };
};
