import type { Hdf5Object } from '../hdf5/group.ts';
import type { Layer, Network } from './network.ts';
import type { Weight, WeightStore } from './weights.ts';

/** Roles of a layer's variables in the order in which Keras 3 numbers them. */
const rolesOf = ({ className, config }: Layer): readonly string[] => {
  switch (className) {
    case 'BatchNormalization':
      return [
        ...(config['scale'] === false ? [] : ['gamma']),
        ...(config['center'] === false ? [] : ['beta']),
        'moving_mean',
        'moving_variance',
      ];
    case 'Normalization':
      return ['mean', 'variance', 'count'];
    case 'SeparableConv2D':
      return ['depthwise_kernel', 'pointwise_kernel', 'bias'];
    default:
      return ['kernel', 'bias'];
  }
};

/** `Conv2D` → `conv2d`, `BatchNormalization` → `batch_normalization`, as Keras 3 names its groups. */
const snakeCase = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/**
 * Keras 3's layout: `layers/<class>_<n>/vars/<i>`, where n counts the layers of a class in the model's order (none for
 * the first). Releases before 3.0 called the folder `_layer_checkpoint_dependencies`.
 */
export const variableWeights = (network: Network, root: Hdf5Object): WeightStore => {
  const groups = new Map<string, { readonly group: Hdf5Object | undefined; readonly layer: Layer }>();
  const visit = (model: Network, parent: Hdf5Object | undefined, prefix: readonly string[]): void => {
    const folder = parent?.child('layers') ?? parent?.child('_layer_checkpoint_dependencies');
    const counts = new Map<string, number>();
    for (const layer of model.layers) {
      const base = snakeCase(layer.className);
      const count = counts.get(base) ?? 0;
      counts.set(base, count + 1);
      const group = folder?.child(count === 0 ? base : `${base}_${String(count)}`);
      groups.set([...prefix, layer.name].join('/'), { group, layer });
      if (layer.network !== undefined) visit(layer.network, group, [...prefix, layer.name]);
    }
  };
  visit(network, root, []);
  return (path) => {
    const found = groups.get(path.join('/'));
    const vars = found?.group?.child('vars');
    const weights = new Map<string, Weight>();
    for (const name of vars?.names() ?? []) {
      const role = found === undefined ? undefined : rolesOf(found.layer)[Number(name)];
      const dataset = role === undefined ? undefined : vars?.child(name)?.dataset();
      if (role !== undefined && dataset !== undefined) weights.set(role, dataset);
    }
    return weights;
  };
};
