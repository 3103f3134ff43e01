import { ambiguousWeights } from '../diagnostics/keras.ts';
import type { Hdf5Object } from '../hdf5/group.ts';
import type { Layer, Network } from './network.ts';
import { TinymlError } from '@tinyml/core';
import { innermost, numberedName, partsOf, snakeCase } from './parts.ts';
import { rolesOf } from './variables.ts';
import { pathKey } from './weight-owners.ts';
import type { Weight, WeightStore } from './weights.ts';

/** The variables of a layer's parts: those of a recurrent layer belong to its cell, of which a wrapper may have two. */
const variableLists = (layer: Layer, group: Hdf5Object | undefined): readonly (readonly [string, Hdf5Object])[] =>
  partsOf(layer).flatMap(({ prefix, folders }) => {
    const lists = folders.map((folder) =>
      [...folder, 'vars'].reduce<Hdf5Object | undefined>((at, name) => at?.child(name), group),
    );
    const vars = lists.find((list) => list !== undefined);
    return vars === undefined ? [] : [[prefix, vars] as const];
  });

/** Roles of a layer's variables in the order in which Keras 3 numbers them. */
const numbered = (layer: Layer): readonly string[] => {
  const roles = rolesOf(layer);
  return roles === undefined ? ['kernel', 'bias'] : [...roles.trainable, ...roles.fixed];
};

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
      const core = innermost(layer);
      let content = group;
      for (let at = layer; at !== core && at.inner !== undefined; at = at.inner) content = content?.child('layer');
      places.set(pathKey(path), { group: content, layer: core });
      if (core.network !== undefined) visit(core.network, content, path);
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
