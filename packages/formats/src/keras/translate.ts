import { TinymlError, isOperatorError, type Graph, type ValueId } from '@tinyml/core';
import { unsupportedOperator, type ImportContext } from '@tinyml/core/internal';
import { inconsistentModel, malformedModel } from '../diagnostics/model.ts';
import type { Call, TensorRef } from './arguments.ts';
import { bidirectional } from './bidirectional.ts';
import { recurrentCells } from './cells.ts';
import { batchShape, LayerError } from './config.ts';
import type { KerasMajor } from './layer.ts';
import { recordedShape } from './input-shapes.ts';
import { callOn, type Layer, type Network } from './network.ts';
import { passMask } from './masks.ts';
import { timeDistributed } from './time-distributed.ts';
import { calledOn, translateLayer } from './translate-layer.ts';
import { openTranslation, type DescribeProblem, type Results, type Translation } from './translation.ts';
import { withoutUnread } from './without-unread.ts';
import type { WeightStore } from './weights.ts';

/** Far more than any model for a microcontroller has; a nested model that is called again and again multiplies. */
const maximumCalls = 3_000;

/** The class and options of an input layer, as a graph input. */
const translateInput = (translation: Translation, layer: Layer): ValueId => {
  const { config } = layer;
  const shape = translation.shapes.get(layer.name) ?? batchShape(recordedShape(layer));
  const dtype = config['dtype'] ?? 'float32';
  if (dtype !== 'float32' && dtype !== 'uint8' && dtype !== 'int8' && dtype !== 'int32')
    throw new LayerError(`an input of dtype ${JSON.stringify(dtype)} is not supported`);
  return translation.builder.input(layer.name, { dtype, shape });
};

/** Whether some layer of the model does in training what it does not do otherwise. */
const actsInTraining = ({ layers }: Network): boolean =>
  layers.some(
    (layer) => layer.kind?.inference === true || (layer.network !== undefined && actsInTraining(layer.network)),
  );

/** What a layer makes of the tensors that it is called on. */
const translateCall = (
  translation: Translation,
  layer: Layer,
  prefix: readonly string[],
  inputs: Results,
  call: Call | undefined,
): Results => {
  const path = [...prefix, layer.name];
  if (layer.network !== undefined) {
    const { inputs: wanted } = layer.network;
    if (translation.keras === 2 && call?.named['training'] === true && actsInTraining(layer.network))
      throw new LayerError('is called with training=True', 'build the model with training=False, or without the argument'); // prettier-ignore
    if (wanted.length !== inputs.length)
      throw new LayerError(`is called on ${String(inputs.length)} tensors, but takes ${String(wanted.length)}`);
    return translateNetwork(translation, layer.network, path, inputs);
  }
  const { inner } = layer;
  if (layer.className === 'Bidirectional' && inner !== undefined)
    return bidirectional(translation, { ...layer, inner }, prefix, inputs, call);
  const { cells } = layer;
  if (cells !== undefined) return recurrentCells(translation, { ...layer, cells }, prefix, inputs, call);
  if (layer.className !== 'TimeDistributed' || inner === undefined)
    return translateLayer(translation, layer, prefix, inputs, call);
  const on = call === undefined ? [0] : calledOn(call).on;
  if (on.length !== 1) throw new LayerError(`is called on ${String(on.length)} tensors, not one`);
  const within: Layer = { ...inner, name: layer.name, className: inner.className, calls: layer.calls };
  return timeDistributed(translation, layer, path.join('/'), inputs[on[0] ?? 0], (x) =>
    translateCall(translation, within, prefix, [x], callOn({ layer: '', call: 0, tensor: 0 })),
  );
};

/** How many calls of each layer lie outside of the model: Keras 2 counts that by which a sub-model was made. */
const callsBefore = ({ layers, outputs }: Network): ReadonlyMap<string, number> => {
  const last = new Map<string, number>();
  const refs = [...outputs, ...layers.flatMap(({ calls }) => calls.flatMap(({ inputs }) => inputs))];
  for (const { layer, call } of refs) last.set(layer, Math.max(call, last.get(layer) ?? 0));
  return new Map(layers.map(({ name, calls }) => [name, Math.max(0, (last.get(name) ?? 0) - calls.length + 1)]));
};

/** The results of a model; `bound`: what it is called on, undefined for the outermost. */
const translateNetwork = (
  translation: Translation,
  network: Network,
  prefix: readonly string[],
  bound: Results | undefined,
): Results => {
  const { path, problems, describe } = translation;
  const byName = new Map(network.layers.map((layer) => [layer.name, layer]));
  const done = new Map<string, Results>();
  const earlier = callsBefore(network);
  const key = (layer: string, call: number): string => `${String(call)} ${layer}`;
  const failed = (layer: Layer, error: unknown): Results => {
    if (!(error instanceof LayerError) && !isOperatorError(error)) throw error;
    const hint = error instanceof LayerError ? error.hint : undefined;
    problems.push(describe([...prefix, layer.name].join('/'), layer.className, error.message, hint));
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
    return key(layer, target.calls.length <= 1 ? 0 : call - (earlier.get(layer) ?? 0));
  };
  const resultOf = (ref: TensorRef): ValueId | undefined => done.get(keyOf(ref))?.[ref.tensor];

  const run = (layer: Layer, call: Call | undefined): Results => {
    translation.steps += 1;
    if (translation.steps > maximumCalls) throw tooMany();
    try {
      if (layer.className === 'InputLayer') {
        const position = network.inputs.findIndex((ref) => ref.layer === layer.name);
        return [bound === undefined ? translateInput(translation, layer) : bound[position]];
      }
      const inputs = call?.inputs.map(resultOf) ?? [];
      const results = translateCall(translation, layer, prefix, inputs, call);
      passMask(translation, layer, inputs, results);
      return results;
    } catch (error) {
      return failed(layer, error);
    }
  };

  let pending = network.layers.flatMap((layer) =>
    (layer.calls.length === 0 ? [undefined] : layer.calls).map((call, position) => ({
      layer,
      call,
      position,
      keys: call?.inputs.map(keyOf) ?? [],
    })),
  );
  if (pending.length > maximumCalls) throw tooMany();
  while (pending.length > 0) {
    const before = pending.length;
    pending = pending.filter(({ layer, call, position, keys }) => {
      if (!keys.every((input) => done.has(input))) return true;
      done.set(key(layer.name, position), run(layer, call));
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

/** How a model is read. */
export interface TranslateOptions {
  readonly keras?: KerasMajor;
  readonly describe?: DescribeProblem;
}

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
  options: TranslateOptions = {},
): Graph => {
  const {
    keras = 2,
    describe = (layer, className, reason, hint) => ({
      ...unsupportedOperator(layer, className, reason),
      ...(hint === undefined ? {} : { hint }),
      file: path,
    }),
  } = options;
  const translation = openTranslation(path, network, store, keras, context, describe);
  const outputs = translateNetwork(translation, network, [], undefined);
  if (translation.problems.length > 0) throw new TinymlError(...translation.problems);
  const ids = outputs.filter((id) => id !== undefined);
  if (ids.length === 0 || ids.length !== outputs.length)
    throw new TinymlError(inconsistentModel(path, network.name, 'an output of the model does not exist'));
  const graph = translation.builder.finish(network.name, ids);
  // Masks that no layer heeds.
  const truths = [...graph.values].filter(([, { type }]) => type.dtype === 'bool').map(([id]) => id);
  return withoutUnread(graph, new Set([...translation.series.removable, ...truths]));
};
