import type { LayerRequest, LayersModel, ManifestPath } from '@tinyml/core/internal';
import type { Json } from '../keras/config.ts';
import type { TensorRef } from '../keras/arguments.ts';
import { callOn, type Layer, type Network } from '../keras/network.ts';
import type { KerasTable } from '../keras/table.ts';

/** A list of layers as Keras's network, and where each layer is written. */
export interface DescribedNetwork {
  readonly network: Network;
  readonly places: ReadonlyMap<string, ManifestPath>;
}

/** Options with Keras's names, and its names for activations. */
const kerasConfig = (options: Readonly<Record<string, unknown>>): Json =>
  Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key.replaceAll('-', '_'),
      typeof value === 'string' ? value.replaceAll('-', '_') : value,
    ]),
  );

/** The sum of what the branches of a residual give. */
const residualClass = 'Add';

export const describedNetwork = ({ input, layers }: LayersModel, table: KerasTable): DescribedNetwork => {
  const places = new Map<string, ManifestPath>();
  const written = new Set<string>(['input']);
  const collect = ({ name, branches }: LayerRequest): void => {
    if (name !== null) written.add(name);
    branches.flat().forEach(collect);
  };
  layers.forEach(collect);
  const nameOf = ({ kind, name }: LayerRequest): string => {
    if (name !== null) return name;
    const stem = kind.replaceAll('-', '_');
    let unique = stem;
    for (let n = 1; written.has(unique); n++) unique = `${stem}_${String(n)}`;
    written.add(unique);
    return unique;
  };

  const all: Layer[] = [
    { name: 'input', className: 'InputLayer', config: { batch_input_shape: [null, ...input] }, calls: [] },
  ];
  const append = (request: LayerRequest, className: string, config: Json, inputs: readonly TensorRef[]): TensorRef => {
    const unique = nameOf(request);
    places.set(unique, request.at);
    all.push({ name: unique, className, config, kind: table.layers.get(className), calls: [callOn(...inputs)] });
    return { layer: unique, call: 0, tensor: 0 };
  };
  const chain = (list: readonly LayerRequest[], from: TensorRef): TensorRef =>
    list.reduce((before, request) => {
      if (request.kind === 'residual')
        return append(request, residualClass, {}, request.branches.map((branch) => chain(branch, before))); // prettier-ignore
      const form = table.described.get(request.kind);
      if (form === undefined) throw new Error(`no layer ${request.kind}`);
      return append(request, form.className, kerasConfig({ ...form.defaults, ...request.options }), [before]);
    }, from);

  const first = { layer: 'input', call: 0, tensor: 0 };
  const last = chain(layers, first);
  return { network: { name: 'network', layers: all, inputs: [first], outputs: [last] }, places };
};
