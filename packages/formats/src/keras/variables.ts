import { findKind } from './kinds.ts';
import type { Layer, Network } from './network.ts';

/** One variable of a layer; `path` names the layer, models around it outermost first. */
export interface Variable {
  readonly path: readonly string[];
  readonly layer: Layer;
  readonly role: string;
}

interface Roles {
  readonly trainable: readonly string[];
  readonly fixed: readonly string[];
}

const weighted =
  (...kernels: readonly string[]) =>
  ({ config }: Layer): Roles => ({
    trainable: config['use_bias'] === false ? kernels : [...kernels, 'bias'],
    fixed: [],
  });

const statistics = ({ config }: Layer): Roles => ({
  trainable: [
    ...(config['scale'] === false || config['scale'] === 0 ? [] : ['gamma']),
    ...(config['center'] === false || config['center'] === 0 ? [] : ['beta']),
  ],
  fixed: ['moving_mean', 'moving_variance'],
});

/** Variables of the layers that have any, in the order in which Keras makes them. */
const rolesByClass: Readonly<Record<string, (layer: Layer) => Roles>> = {
  BatchNormalization: statistics,
  BatchNormalizationV1: statistics,
  BatchNormalizationV2: statistics,
  Conv1D: weighted('kernel'),
  Conv1DTranspose: weighted('kernel'),
  Conv2D: weighted('kernel'),
  Conv2DTranspose: weighted('kernel'),
  Dense: weighted('kernel'),
  DepthwiseConv1D: weighted('depthwise_kernel'),
  DepthwiseConv2D: weighted('depthwise_kernel'),
  Embedding: () => ({ trainable: ['embeddings'], fixed: [] }),
  Normalization: ({ config }) => ({
    trainable: [],
    fixed: config['mean'] === undefined || config['mean'] === null ? ['mean', 'variance', 'count'] : [],
  }),
  PReLU: () => ({ trainable: ['alpha'], fixed: [] }),
  SeparableConv1D: weighted('depthwise_kernel', 'pointwise_kernel'),
  SeparableConv2D: weighted('depthwise_kernel', 'pointwise_kernel'),
};

/** Roles of a layer's own variables; undefined where its class is not known. */
export const rolesOf = (layer: Layer): Roles | undefined => {
  const { className } = layer;
  if (Object.hasOwn(rolesByClass, className)) return rolesByClass[className]?.(layer);
  return className === 'InputLayer' || findKind(layer) !== undefined ? { trainable: [], fixed: [] } : undefined;
};

interface Sorted {
  readonly trainable: readonly Variable[];
  readonly fixed: readonly Variable[];
}

const isFrozen = ({ config }: Layer): boolean => config['trainable'] === false;

const ofLayer = (layer: Layer, path: readonly string[]): Sorted | undefined => {
  if (layer.network !== undefined) return ofNetwork(layer.network, path, isFrozen(layer));
  if (layer.inner !== undefined) {
    if (layer.className !== 'TimeDistributed') return undefined;
    if (layer.inner.network !== undefined) return ofLayer(layer.inner, path);
  }
  const roles = rolesOf(layer.inner ?? layer);
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
