import type { Variables } from './layer.ts';
import type { Layer, Network } from './network.ts';
import { openOptions } from './options.ts';
import { innermost, partsOf } from './parts.ts';

/** One variable of a layer; `path` names the layer, models around it outermost first. */
export interface Variable {
  readonly path: readonly string[];
  readonly layer: Layer;
  readonly role: string;
}

const noVariables: Variables = { trainable: [], fixed: [] };

const prefixed = (prefix: string, roles: readonly string[]): readonly string[] => roles.map((role) => prefix + role);

/** Roles of the variables of a layer that wraps none, in the order in which Keras makes them; undefined where its class is not known. */
export const rolesOf = (layer: Layer): Variables | undefined => {
  const { className, config, kind } = layer;
  if (className === 'Bidirectional' || layer.cells !== undefined) {
    const parts = partsOf(layer).map(({ prefix, layer: own }) => {
      const roles = rolesOf(own);
      return roles && { trainable: prefixed(prefix, roles.trainable), fixed: prefixed(prefix, roles.fixed) };
    });
    if (!parts.every((part) => part !== undefined)) return undefined;
    return { trainable: parts.flatMap(({ trainable }) => trainable), fixed: parts.flatMap(({ fixed }) => fixed) };
  }
  if (kind !== undefined) return kind.variables?.(openOptions(config)) ?? noVariables;
  return className === 'InputLayer' ? noVariables : undefined;
};

interface Sorted {
  readonly trainable: readonly Variable[];
  readonly fixed: readonly Variable[];
}

const isFrozen = ({ config }: Layer): boolean => config['trainable'] === false;

const ofLayer = (layer: Layer, path: readonly string[]): Sorted | undefined => {
  if (layer.network !== undefined) return ofNetwork(layer.network, path, isFrozen(layer));
  const core = innermost(layer);
  if (core !== layer) {
    if (layer.className !== 'TimeDistributed') return undefined;
    if (core.network !== undefined) return ofLayer(core, path);
  }
  const roles = rolesOf(core);
  if (roles === undefined) return undefined;
  const [trainable, fixed] = [roles.trainable, roles.fixed].map((list) =>
    list.map((role): Variable => ({ path, layer, role })),
  ) as [Variable[], Variable[]];
  return isFrozen(layer) ? { trainable: [], fixed: [...trainable, ...fixed] } : { trainable, fixed };
};

const ofNetwork = ({ layers }: Network, path: readonly string[], frozen: boolean): Sorted | undefined => {
  const parts = layers.map((layer) => ofLayer(layer, [...path, layer.name]));
  if (!parts.every((part) => part !== undefined)) return undefined;
  const trainable = parts.flatMap((part) => part.trainable);
  const fixed = parts.flatMap((part) => part.fixed);
  return frozen ? { trainable: [], fixed: [...trainable, ...fixed] } : { trainable, fixed };
};

/**
 * The variables of a model in the order in which Keras lists its weights: those that are trained, then the others,
 * each layer by layer. Undefined where a layer's variables are not known.
 */
export const variablesOf = (network: Network, path: readonly string[]): readonly Variable[] | undefined => {
  const sorted = ofNetwork(network, path, false);
  return sorted && [...sorted.trainable, ...sorted.fixed];
};

/** The same outermost layer by outermost layer, as the TensorFlow.js converter copies the groups of an .h5 file. */
export const variablesByLayer = (network: Network): readonly Variable[] | undefined => {
  const groups = network.layers.map((layer) => ofLayer(layer, [layer.name]));
  if (!groups.every((group) => group !== undefined)) return undefined;
  return groups.flatMap(({ trainable, fixed }) => [...trainable, ...fixed]);
};
