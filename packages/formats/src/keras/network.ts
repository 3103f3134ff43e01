import { TinymlError } from '@tinyml/core';
import { modelInCode } from '../diagnostics/keras.ts';
import { malformedModel } from '../diagnostics/model.ts';
import { endpoints, readCall, type Call, type TensorRef } from './arguments.ts';
import { isJson, type Json } from './config.ts';
import { kindOf } from './kind.ts';
import type { LayerKind } from './layer.ts';
import type { KerasTable } from './table.ts';

export interface Layer {
  readonly name: string;
  readonly className: string;
  readonly config: Json;
  /** No layer, but an operation on tensors: `x * 2.0`, `tf.reshape(x, …)`, `keras.ops.mean(x)`. */
  readonly operation?: true;
  /** How it is translated; undefined where it cannot be. */
  readonly kind?: LayerKind | undefined;
  /** Most layers are called once. */
  readonly calls: readonly Call[];
  /** The layer is itself a model. */
  readonly network?: Network;
  /** The layer that a TimeDistributed or another wrapper holds. */
  readonly inner?: Layer;
  /** What a wrapper for both directions runs from the last step to the first, where it names it. */
  readonly backward?: Layer;
  /** The cells of a recurrent layer that is given them, first to last. */
  readonly cells?: readonly Layer[];
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

/** A model of a class of its own is one of layers where its configuration lists them with inputs and outputs. */
const isNetwork = (className: unknown, config: unknown): boolean =>
  (typeof className === 'string' && networkClasses.has(className)) ||
  (isJson(config) && 'layers' in config && 'input_layers' in config && 'output_layers' in config);

const lambdas = new Set(['TFOpLambda', 'SlicingOpLambda']);

/** Keras 3's operations have the names of layers; in .h5 files only their lack of a layer's options tells them from layers. */
const isOperation = (
  { module, inbound_nodes: nodes }: Json,
  className: string,
  config: Json,
  { layers }: KerasTable,
): boolean => {
  if (lambdas.has(className)) return true;
  if (typeof module === 'string') return /^keras\.(src\.)?(ops|activations)\b/.test(module);
  const [call] = Array.isArray(nodes) ? (nodes as readonly unknown[]) : [];
  const { dtype } = config;
  // An operation's dtype is that of its result: a name, or null; a few layers have a name too.
  const hasLayerOptions =
    'trainable' in config || isJson(dtype) || (typeof dtype === 'string' && layers.has(className));
  return isJson(call) && !hasLayerOptions && !isNetwork(className, config);
};

const nameOf = (value: unknown, index: number): string => {
  const { name, config }: Json = isJson(value) ? value : {};
  return textOf(name, textOf(isJson(config) ? config['name'] : undefined, `layer_${String(index)}`));
};

/** The file that a network is in, and what of Keras can be read. */
interface Source {
  readonly path: string;
  readonly table: KerasTable;
}

type IsLayer = (name: string) => boolean;

/** The cells that `cell` of a recurrent layer is, one or several on top of each other. */
const cellsIn = (cell: unknown): readonly unknown[] => {
  if (Array.isArray(cell)) return cell as readonly unknown[];
  const config = isJson(cell) ? cell['config'] : undefined;
  if (isJson(cell) && cell['class_name'] === 'StackedRNNCells' && isJson(config) && Array.isArray(config['cells']))
    return config['cells'] as readonly unknown[];
  return [cell];
};

const readLayer = (source: Source, value: unknown, index: number, depth: number, isLayer: IsLayer): Layer => {
  const { path, table } = source;
  if (!isJson(value) || typeof value['class_name'] !== 'string')
    throw new TinymlError(malformedModel(path, `layer ${String(index)} of the model configuration has no class_name`));
  if (depth > maximumNesting) throw new TinymlError(malformedModel(path, 'models nested without end'));
  const { class_name: className } = value;
  const config = isJson(value['config']) ? value['config'] : {};
  const name = nameOf(value, index);
  const nodes = Array.isArray(value['inbound_nodes']) ? (value['inbound_nodes'] as readonly unknown[]) : [];
  if (nodes.length > maximumCalls)
    throw new TinymlError(malformedModel(path, `the layer ${name} is called ${String(nodes.length)} times`));
  const inner = config['layer'];
  const within = (as: 'inner' | 'backward', held: unknown): Partial<Layer> =>
    isJson(held) && 'class_name' in held ? { [as]: readLayer(source, held, 0, depth + 1, isLayer) } : {};
  const operation = isOperation(value, className, config, table);
  return {
    name,
    className,
    config,
    kind: kindOf(table, { className, config, operation }),
    calls: nodes.map((node) => readCall(node, isLayer)),
    ...(operation ? { operation } : {}),
    ...(isNetwork(className, config) ? { network: networkIn(source, value, name, depth + 1) } : {}),
    ...within('inner', inner),
    ...within('backward', config['backward_layer']),
    ...(className === 'RNN' ? { cells: cellsIn(config['cell']).map((cell, i) => readLayer(source, cell, i, depth + 1, isLayer)) } : {}), // prettier-ignore
  };
};

/** The shape that a first layer records, or that the first layer within it does. */
const inputShape = ({ config, network, inner }: Layer): unknown => {
  const own = config['batch_input_shape'] ?? config['batch_shape'] ?? inner?.config['batch_input_shape'];
  if (own !== undefined) return own;
  const first = network?.layers.find(({ name }) => name === network.inputs[0]?.layer);
  return first === undefined ? undefined : inputShape(first);
};

/** A call on tensors alone. */
export const callOn = (...inputs: readonly TensorRef[]): Call => ({
  inputs,
  args: [inputs.map((_, input) => ({ kind: 'tensor', input }))],
  named: {},
});

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
    return { ...layer, calls: before === undefined ? [] : [callOn({ layer: before.name, call: 0, tensor: 0 })] };
  });
};

const networkIn = (source: Source, model: Json, fallback: string, depth: number): Network => {
  const { path } = source;
  const className = textOf(model['class_name'], '');
  const config = model['config'];
  if (!isNetwork(className, config)) throw new TinymlError(modelInCode(path, className || '(none)'));
  if (depth > maximumNesting) throw new TinymlError(malformedModel(path, 'models nested without end'));
  const list: unknown = isJson(config) ? config['layers'] : config;
  if (!Array.isArray(list)) throw new TinymlError(malformedModel(path, 'the model configuration has no layers'));
  if (list.length > maximumLayers)
    throw new TinymlError(malformedModel(path, `a model of ${String(list.length)} layers`));
  const name = isJson(config) ? textOf(config['name'], fallback) : fallback;
  const items = list as readonly unknown[];
  const names = new Set(items.map(nameOf));
  const layers = items.map((item, i) => readLayer(source, item, i, depth, (layer) => names.has(layer)));
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

/**
 * The layers of `model_config`. @throws TinymlError (TML202, TML222) where it is no Sequential or Functional model.
 */
export const readNetwork = (path: string, model: Json, table: KerasTable): Network =>
  networkIn({ path, table }, model, 'model', 0);
