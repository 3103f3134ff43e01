import {
  TinymlError,
  inconsistentModel,
  isOperatorError,
  malformedModel,
  openGraph,
  unsupportedOperator,
  type Diagnostic,
  type Graph,
  type GraphBuilder,
  type ImportContext,
  type ValueId,
} from '@tinyml/core';
import { checkActivation } from './activation.ts';
import { batchShape, LayerError, type Json } from './config.ts';
import { quantizedActivation, quantizedWeights, wrappedLayer } from './fake-quant.ts';
import { kindOf } from './kinds.ts';
import { openCall } from './layer.ts';
import type { Layer, Network, TensorRef } from './network.ts';
import type { Weight, WeightStore } from './weights.ts';

/** Results of a call; undefined where it, or one before it, could not be translated. */
type Results = readonly (ValueId | undefined)[];

/** Far more than any model for a microcontroller has; a nested model that is called again and again multiplies. */
const maximumCalls = 3_000;

/** The message about a layer that cannot be translated. */
export type DescribeProblem = (layer: string, className: string, reason: string) => Diagnostic;

interface Translation {
  readonly path: string;
  readonly builder: GraphBuilder;
  readonly store: WeightStore;
  readonly problems: Diagnostic[];
  readonly describe: DescribeProblem;
  count: number;
  /** Calls so far, those of nested models included. */
  steps: number;
  /** Variables of each layer, and where they are in the graph, for layers that are called several times. */
  readonly shared: Map<
    string,
    { readonly weights: ReadonlyMap<string, Weight>; readonly placed: Map<string, ValueId> }
  >;
}

const checkOptions = (config: Json): void => {
  if (config['data_format'] === 'channels_first') throw new LayerError('data_format channels_first is not supported');
  checkActivation(config);
};

const wrappers = new Set(['QuantizeWrapper', 'QuantizeWrapperV2']);

/** Translates one call of a plain layer. */
const translateLayer = (
  translation: Translation,
  layer: Layer,
  prefix: readonly string[],
  inputs: Results,
): ValueId | undefined => {
  const { builder, store } = translation;
  const name = [...prefix, layer.name].join('/');
  const place = { name, className: layer.className, config: layer.config, index: translation.count++ };
  const known = inputs.filter((id) => id !== undefined);
  const ready = known.length === inputs.length;
  const variables = (className: string, config: Json): ReadonlyMap<string, Weight> =>
    store([...prefix, layer.name], { className, config, inputs: known.map((id) => builder.typeOf(id).shape) });
  if (layer.className === 'QuantizeLayer') {
    if (!ready) return undefined;
    const call = openCall(builder, place, known, variables(layer.className, layer.config));
    return quantizedActivation(call, 'quantize_layer', call.input());
  }
  const wrapped = wrappers.has(layer.className) ? wrappedLayer(layer.config) : undefined;
  const { className, config } = wrapped ?? layer;
  const kind = kindOf(className);
  checkOptions(config);
  kind.check?.(config);
  if (!ready) return undefined;
  const own = translation.shared.get(name) ?? {
    weights: variables(className, config),
    placed: new Map<string, ValueId>(),
  };
  if (layer.calls.length > 1 || prefix.length > 0) translation.shared.set(name, own);
  const { weights, placed } = own;
  const filter = wrapped === undefined ? undefined : quantizedWeights(weights);
  const call = openCall(builder, { ...place, className: layer.className, config }, known, weights, filter, placed);
  if (wrapped !== undefined && weights.has('pre_activation_min'))
    throw new LayerError('quantisation before the activation is not supported');
  const result = kind.build(call);
  if (wrapped === undefined) return result;
  return quantizedActivation(call, 'output', quantizedActivation(call, 'post_activation', result));
};

/** The class and options of an input layer, as a graph input. */
const translateInput = (translation: Translation, layer: Layer): ValueId => {
  const { config } = layer;
  const shape = batchShape(config['batch_input_shape'] ?? config['batch_shape']);
  const dtype = config['dtype'] ?? 'float32';
  if (dtype !== 'float32' && dtype !== 'uint8' && dtype !== 'int8' && dtype !== 'int32')
    throw new LayerError(`an input of dtype ${JSON.stringify(dtype)} is not supported`);
  return translation.builder.input(layer.name, { dtype, shape });
};

const translateNetwork = (
  translation: Translation,
  network: Network,
  prefix: readonly string[],
  bound: Results | undefined,
): Results => {
  const { path, problems, describe } = translation;
  const byName = new Map(network.layers.map((layer) => [layer.name, layer]));
  const done = new Map<string, Results>();
  const key = (layer: string, call: number): string => `${String(call)} ${layer}`;
  const failed = (layer: Layer, error: unknown): Results => {
    if (!(error instanceof LayerError) && !isOperatorError(error)) throw error;
    problems.push(describe([...prefix, layer.name].join('/'), layer.className, error.message));
    return [];
  };

  const tooMany = (): TinymlError =>
    new TinymlError(malformedModel(path, `the model calls its layers more than ${String(maximumCalls)} times`));

  const keyOf = ({ layer, call }: TensorRef): string => {
    const target = byName.get(layer);
    if (target === undefined)
      throw new TinymlError(
        inconsistentModel(path, [...prefix, layer].join('/'), 'a layer is called on it, but it does not exist'),
      );
    return key(layer, target.calls.length <= 1 ? 0 : call);
  };
  const resultOf = (ref: TensorRef): ValueId | undefined => done.get(keyOf(ref))?.[ref.tensor];

  const run = (layer: Layer, inputs: Results): Results => {
    translation.steps += 1;
    if (translation.steps > maximumCalls) throw tooMany();
    try {
      if (layer.className === 'InputLayer') {
        const position = network.inputs.findIndex((ref) => ref.layer === layer.name);
        return [bound === undefined ? translateInput(translation, layer) : bound[position]];
      }
      if (layer.network !== undefined)
        return translateNetwork(translation, layer.network, [...prefix, layer.name], inputs);
      return [translateLayer(translation, layer, prefix, inputs)];
    } catch (error) {
      return failed(layer, error);
    }
  };

  let pending = network.layers.flatMap((layer) =>
    (layer.calls.length === 0 ? [[]] : layer.calls).map((inputs, call) => ({
      layer,
      inputs,
      call,
      keys: inputs.map(keyOf),
    })),
  );
  if (pending.length > maximumCalls) throw tooMany();
  while (pending.length > 0) {
    const before = pending.length;
    pending = pending.filter(({ layer, inputs, call, keys }) => {
      if (!keys.every((input) => done.has(input))) return true;
      done.set(key(layer.name, call), run(layer, inputs.map(resultOf)));
      return false;
    });
    if (pending.length === before)
      throw new TinymlError(
        inconsistentModel(
          path,
          pending[0]?.layer.name ?? 'model',
          'its inputs depend on its own result, or on a missing call',
        ),
      );
  }
  return network.outputs.map(resultOf);
};

/**
 * The graph of a Keras model: each layer one node, its activation another, weights in TensorFlow Lite's order.
 * @throws TinymlError: TML301, or what `describe` makes of it, for every layer that cannot be translated, all at once;
 * TML206 where references break.
 */
export const translateModel = (
  path: string,
  network: Network,
  store: WeightStore,
  context: ImportContext,
  describe: DescribeProblem = (...problem) => ({ ...unsupportedOperator(...problem), file: path }),
): Graph => {
  const translation: Translation = {
    path,
    builder: openGraph(context),
    store,
    problems: [],
    describe,
    count: 0,
    steps: 0,
    shared: new Map(),
  };
  const outputs = translateNetwork(translation, network, [], undefined);
  if (translation.problems.length > 0) throw new TinymlError(...translation.problems);
  const ids = outputs.filter((id) => id !== undefined);
  if (ids.length === 0 || ids.length !== outputs.length)
    throw new TinymlError(inconsistentModel(path, network.name, 'an output of the model does not exist'));
  return translation.builder.finish(network.name, ids);
};
