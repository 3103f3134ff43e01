import type { Variables } from './layer.ts';
import type { Layer, Network } from './network.ts';
import { openOptions } from './options.ts';

/** One variable of a layer; `path` names the layer, models around it outermost first. */
export interface Variable {
  readonly path: readonly string[];
  readonly layer: Layer;
  readonly role: string;
}

/** What a wrapper runs its layer in. */
export const directions = ['forward', 'backward'] as const;

const noVariables: Variables = { trainable: [], fixed: [] };

const prefixed = (prefix: string, roles: readonly string[]): readonly string[] => roles.map((role) => prefix + role);

/** Roles of a layer's own variables; undefined where its class is not known. */
export const rolesOf = (layer: Layer): Variables | undefined => {
  const { className, config, inner, kind } = layer;
  if (className === 'Bidirectional' && inner !== undefined) {
    const roles = rolesOf(inner);
    return roles && { trainable: directions.flatMap((name) => prefixed(`${name}_`, roles.trainable)), fixed: [] };
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
  if (layer.inner !== undefined) {
    if (layer.className !== 'TimeDistributed' && layer.className !== 'Bidirectional') return undefined;
    if (layer.inner.network !== undefined) return ofLayer(layer.inner, path);
  }
  const roles = rolesOf(layer.className === 'Bidirectional' ? layer : (layer.inner ?? layer));
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
