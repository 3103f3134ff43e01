import { TinymlError, inconsistentModel, malformedModel } from '@tinyml/core';
import { isJson, type Json } from './config.ts';

/** One result of one call of a layer. */
export interface TensorRef {
  readonly layer: string;
  readonly call: number;
  readonly tensor: number;
}

export interface Layer {
  readonly name: string;
  readonly className: string;
  readonly config: Json;
  /** What the layer is called on: one list a call, most layers having one call. */
  readonly calls: readonly (readonly TensorRef[])[];
  /** The layer is itself a model. */
  readonly network?: Network;
}

/** A Sequential or Functional model, both as a list of layers that name their inputs. */
export interface Network {
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly inputs: readonly TensorRef[];
  readonly outputs: readonly TensorRef[];
}

const networkClasses = new Set(['Sequential', 'Functional', 'Model']);
const maximumNesting = 8;
const maximumLayers = 3_000;
const maximumCalls = 1_000;

const textOf = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

const isRef = (value: unknown): value is readonly [string, number, number] =>
  Array.isArray(value) &&
  typeof value[0] === 'string' &&
  Number.isInteger(value[1] ?? 0) &&
  Number.isInteger(value[2] ?? 0);

const toRef = ([layer, call, tensor]: readonly [string, number?, number?]): TensorRef => ({
  layer,
  call: call ?? 0,
  tensor: tensor ?? 0,
});

/** Tensors in a call's arguments: Keras 2's [name, call, tensor, options], Keras 3's `__keras_tensor__`. */
const refsIn = (value: unknown, depth = 0): readonly TensorRef[] => {
  if (depth > 8) return [];
  if (isRef(value)) return [toRef(value)];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => refsIn(item, depth + 1));
  if (!isJson(value)) return [];
  if (value['class_name'] === '__keras_tensor__') {
    const config = value['config'];
    return isJson(config) && isRef(config['keras_history']) ? [toRef(config['keras_history'])] : [];
  }
  return 'args' in value ? refsIn(value['args'], depth + 1) : [];
};

/** References of `input_layers` and `output_layers`: one, a list, or a list with names. */
const endpoints = (value: unknown): readonly TensorRef[] =>
  isJson(value) ? Object.values(value).flatMap((item) => refsIn(item)) : refsIn(value);

const readLayer = (path: string, value: unknown, index: number, depth: number): Layer => {
  if (!isJson(value) || typeof value['class_name'] !== 'string')
    throw new TinymlError(malformedModel(path, `layer ${String(index)} of the model configuration has no class_name`));
  const className = value['class_name'];
  const config = isJson(value['config']) ? value['config'] : {};
  const name = textOf(value['name'], textOf(config['name'], `layer_${String(index)}`));
  const nodes = Array.isArray(value['inbound_nodes']) ? (value['inbound_nodes'] as readonly unknown[]) : [];
  if (nodes.length > maximumCalls)
    throw new TinymlError(malformedModel(path, `the layer ${name} is called ${String(nodes.length)} times`));
  const calls = nodes.map((node) => refsIn(node));
  const layer = { name, className, config, calls };
  return networkClasses.has(className) ? { ...layer, network: readNetwork(path, value, name, depth + 1) } : layer;
};

/** The shape that a first layer records, or that the first layer within it does. */
const inputShape = ({ config, network }: Layer): unknown => {
  const own = config['batch_input_shape'] ?? config['batch_shape'];
  if (own !== undefined) return own;
  const inner = isJson(config['layer']) && isJson(config['layer']['config']) ? config['layer']['config'] : undefined;
  if (inner?.['batch_input_shape'] !== undefined) return inner['batch_input_shape'];
  const first = network?.layers.find(({ name }) => name === network.inputs[0]?.layer);
  return first === undefined ? undefined : inputShape(first);
};

/** In a Sequential model each layer is called on the one before; without an InputLayer the first layer gives the shape. */
const chain = (path: string, layers: readonly Layer[]): readonly Layer[] => {
  const [first] = layers;
  if (first === undefined) throw new TinymlError(malformedModel(path, 'the model has no layers'));
  const shape = inputShape(first);
  const input: Layer[] =
    first.className === 'InputLayer'
      ? []
      : [{ name: `${first.name}_input`, className: 'InputLayer', config: { batch_input_shape: shape }, calls: [] }];
  const all = [...input, ...layers];
  return all.map((layer, i) => {
    const before = all[i - 1];
    return { ...layer, calls: before === undefined ? [] : [[{ layer: before.name, call: 0, tensor: 0 }]] };
  });
};

/**
 * The layers of `model_config`. @throws TinymlError (TML202, TML206) where it is no Sequential or Functional model.
 */
export const readNetwork = (path: string, model: Json, fallback = 'model', depth = 0): Network => {
  const className = textOf(model['class_name'], '');
  if (!networkClasses.has(className))
    throw new TinymlError(
      inconsistentModel(
        path,
        'model',
        `class ${className || '(none)'}: only Sequential and Functional models can be read`,
      ),
    );
  if (depth > maximumNesting) throw new TinymlError(malformedModel(path, 'models nested without end'));
  const config = model['config'];
  const list: unknown = isJson(config) ? config['layers'] : config;
  if (!Array.isArray(list)) throw new TinymlError(malformedModel(path, 'the model configuration has no layers'));
  if (list.length > maximumLayers)
    throw new TinymlError(malformedModel(path, `a model of ${String(list.length)} layers`));
  const name = isJson(config) ? textOf(config['name'], fallback) : fallback;
  const layers = (list as readonly unknown[]).map((item, i) => readLayer(path, item, i, depth));
  if (className === 'Sequential') {
    const built = isJson(config) ? config['build_input_shape'] : undefined;
    const [first, ...rest] = layers;
    const shaped =
      first !== undefined &&
      built !== undefined &&
      first.className !== 'InputLayer' &&
      !('batch_input_shape' in first.config)
        ? [{ ...first, config: { ...first.config, batch_input_shape: built } }, ...rest]
        : layers;
    const chained = chain(path, shaped);
    const ref = (layer: Layer | undefined): readonly TensorRef[] =>
      layer === undefined ? [] : [{ layer: layer.name, call: 0, tensor: 0 }];
    return { name, layers: chained, inputs: ref(chained[0]), outputs: ref(chained.at(-1)) };
  }
  if (!isJson(config)) throw new TinymlError(malformedModel(path, 'the model configuration is not an object'));
  return { name, layers, inputs: endpoints(config['input_layers']), outputs: endpoints(config['output_layers']) };
};
