import { TinymlError } from '@tinyml/core';
import { ambiguousWeights } from '../diagnostics/keras.ts';
import type { Layer, Network } from './network.ts';
import { rolesOf, variablesOf, type Variable } from './variables.ts';
import { innermost } from './parts.ts';
import { roleOf } from './roles.ts';

/** Which entry of a list of weights is which variable: entries by role, by `pathKey` of the layer. */
export type Owners = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Layers' names may hold slashes: paths are joined by what no name holds. */
export const pathKey = (path: readonly string[]): string => path.join('\0');

interface Leaf {
  readonly path: readonly string[];
  readonly layer: Layer;
}

const leavesOf = ({ layers }: Network, path: readonly string[]): readonly Leaf[] =>
  layers.flatMap((layer) => {
    const own = [...path, layer.name];
    const { network } = innermost(layer);
    return network === undefined ? [{ path: own, layer }] : leavesOf(network, own);
  });

/** What a layer's variables are called by: the layer's name, or a wrapper's together with what it wraps. */
interface Pattern {
  readonly parts: readonly string[];
  readonly leaf: Leaf;
  /** The name of the wrapped layer alone: another layer may have it too, which goes before. */
  readonly alias: boolean;
}

const patternsOf = (leaf: Leaf): readonly Pattern[] => {
  const own = leaf.layer.name.split('/');
  const inner = leaf.layer.inner?.name.split('/');
  return [
    { parts: own, leaf, alias: false },
    ...(inner === undefined
      ? []
      : [
          { parts: [...own, ...inner], leaf, alias: false },
          { parts: inner, leaf, alias: true },
        ]),
  ];
};

/** How well the models around a layer are named in the folders before it. */
const modelsNamed = ({ path }: Leaf, folders: readonly string[]): number => {
  let found = 0;
  let from = 0;
  for (const model of path.slice(0, -1)) {
    const at = folders.indexOf(model, from);
    if (at < 0) continue;
    found += 1;
    from = at + 1;
  }
  return found;
};

const greatest = <T>(list: readonly T[], measure: (item: T) => number): readonly T[] => {
  const most = Math.max(...list.map(measure));
  return list.filter((item) => measure(item) === most);
};

/** The layers that a weight's name may mean: `block/conv/kernel:0` is `block/conv`'s, or `conv`'s where that is not there. */
const openFinder = (leaves: readonly Leaf[]) => {
  const byLast = new Map<string, Pattern[]>();
  for (const pattern of leaves.flatMap(patternsOf)) {
    const last = pattern.parts.at(-1) ?? '';
    byLast.set(last, [...(byLast.get(last) ?? []), pattern]);
  }
  return (name: string): readonly Leaf[] => {
    const folders = name.split('/').slice(0, -1);
    for (let end = folders.length; end > 0; end--) {
      const fitting = (byLast.get(folders[end - 1] ?? '') ?? []).filter(({ parts }) =>
        parts.every((part, i) => folders[end - parts.length + i] === part),
      );
      if (fitting.length === 0) continue;
      const longest = greatest(fitting, ({ parts }) => parts.length);
      const plain = longest.some(({ alias }) => !alias) ? longest.filter(({ alias }) => !alias) : longest;
      return greatest(plain, ({ parts, leaf }) => modelsNamed(leaf, folders.slice(0, end - parts.length))).map(({ leaf }) => leaf); // prettier-ignore
    }
    return [];
  };
};

/** Roles by which one variable goes in different releases. */
const sameRole = (a: string, b: string): boolean => a === b || (a === 'depthwise_kernel' && b === 'kernel');

/** What a variable is known by: each stands for itself, or all of one name, class and options for one. */
type Identity = (variable: Variable) => string;

const alone: Identity = ({ path, role }) => `${pathKey(path)} ${role}`;

/** A layer that stands in several models of a file is listed once. */
const shared: Identity = ({ layer, role }) => `${layer.className} ${JSON.stringify(layer.config)} ${role}`;

/** By the order in which Keras lists a model's weights, which is also how it loads them. */
const byPosition = (
  variables: readonly Variable[],
  identity: Identity,
  names: readonly string[],
): Owners | undefined => {
  // States of random generators are no weights, but some releases list them.
  const stored = names.flatMap((name, index) => (/seed_generator_state|StateVar/.test(name) ? [] : [{ name, index }]));
  const places = new Map<string, number>();
  for (const variable of variables) if (!places.has(identity(variable))) places.set(identity(variable), places.size);
  if (places.size !== stored.length) return undefined;
  const owners = new Map<string, Map<string, number>>();
  for (const variable of variables) {
    const { name, index } = stored[places.get(identity(variable)) ?? 0] ?? { name: '', index: 0 };
    if (!sameRole(variable.role, roleOf(name, innermost(variable.layer)))) return undefined;
    const key = pathKey(variable.path);
    owners.set(key, (owners.get(key) ?? new Map<string, number>()).set(variable.role, index));
  }
  return owners;
};

/** A weight whose name means several layers. */
interface Unclear {
  readonly name: string;
  readonly layers: readonly Leaf[];
}

/** By the names; `complete`: every layer has all of its variables, and none is unclear. */
const byName = (leaves: readonly Leaf[], names: readonly string[]) => {
  const find = openFinder(leaves);
  const owners = new Map<string, Map<string, number>>();
  let unclear: Unclear | undefined;
  names.forEach((name, index) => {
    const layers = find(name);
    const [only] = layers;
    if (only === undefined) return;
    const role = roleOf(name, innermost(only.layer));
    const own = owners.get(pathKey(only.path)) ?? new Map<string, number>();
    if (layers.length > 1 || own.has(role)) unclear ??= { name, layers };
    owners.set(pathKey(only.path), own.set(role, index));
  });
  const isComplete = ({ path, layer }: Leaf): boolean => {
    const { trainable = [], fixed = [] } = rolesOf(innermost(layer)) ?? {};
    const stored = [...(owners.get(pathKey(path))?.keys() ?? [])];
    return [...trainable, ...fixed].every((role) => stored.some((one) => sameRole(role, one)));
  };
  return { owners, unclear, complete: unclear === undefined && leaves.every(isComplete) };
};

const textOf = (owners: Owners): string =>
  JSON.stringify([...owners].map(([key, roles]) => [key, ...roles] as const).toSorted());

/**
 * Whose each of the weights `names` is, within `network` at `path`: by the names where they say it, else by their order,
 * which is one of `orders`.
 * @throws TinymlError (TML221) where neither tells the weights of two layers apart
 */
export const weightOwners = (
  file: string,
  network: Network,
  path: readonly string[],
  names: readonly string[],
  orders = [variablesOf(network, path)],
): Owners => {
  const { owners, unclear, complete } = byName(leavesOf(network, path), names);
  if (complete) return owners;
  const fitting = [alone, shared].map((identity) =>
    orders.flatMap((variables) => byPosition(variables ?? [], identity, names) ?? []),
  );
  const [ordered, ...others] = fitting.find((list) => list.length > 0) ?? [];
  if (ordered !== undefined && others.every((other) => textOf(other) === textOf(ordered))) return ordered;
  if (unclear === undefined) return owners;
  throw new TinymlError(
    ambiguousWeights(
      file,
      unclear.name,
      unclear.layers.map((leaf) => leaf.path.join('/')),
    ),
  );
};
