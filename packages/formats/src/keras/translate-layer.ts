import type { ValueId } from '@tinyml/core';
import { checkActivation } from './activation.ts';
import type { Argument, Call } from './arguments.ts';
import { openCall } from './call.ts';
import { channelsFirst } from './channels-first.ts';
import { isJson, LayerError, type Json } from './config.ts';
import { quantizedActivation, quantizedWeights } from './fake-quant.ts';
import type { KerasMajor, LayerCall, LayerKind } from './layer.ts';
import type { Layer } from './network.ts';
import { openOptions } from './options.ts';
import { innermost } from './parts.ts';
import { imageOf, onSeries, seriesOf } from './series.ts';
import type { KerasTable } from './table.ts';
import type { Results, Translation } from './translation.ts';
import { requireKind } from './unsupported.ts';
import { pathKey } from './weight-owners.ts';
import type { Weight } from './weights.ts';

const checkOptions = (table: KerasTable, config: Json): void => {
  const { dtype } = config;
  if (isJson(dtype) && dtype['class_name'] === 'QuantizedDTypePolicy')
    throw new LayerError(
      'weights that Keras has quantised are not supported',
      'save the model before model.quantize(); the pass `quantize` does the same',
    );
  checkActivation(table, config);
};

/** Tensors in an argument, as places among the call's inputs. */
const tensorsIn = (argument: Argument | undefined): readonly number[] => {
  if (argument === undefined || argument === null || typeof argument !== 'object') return [];
  if ('kind' in argument) return argument.kind === 'tensor' ? [argument.input] : [];
  return (argument as readonly Argument[]).flatMap(tensorsIn);
};

/** What a layer is called with: the tensors of its first argument, and those of others that its kind takes, by name. */
interface Called {
  readonly on: readonly number[];
  readonly others: ReadonlyMap<string, readonly (number | undefined)[]>;
}

/** The tensors of a list, with gaps where an entry is none. */
const listed = (argument: Argument | undefined): readonly (number | undefined)[] =>
  Array.isArray(argument) ? (argument as readonly Argument[]).map((item) => tensorsIn(item)[0]) : tensorsIn(argument);

/** @throws LayerError for a tensor in an argument that the layer's kind does not take */
export const calledOn = ({ inputs, args, named }: Call, takes?: readonly string[]): Called => {
  const first = args[0] ?? named['inputs'] ?? named['query'];
  const positional = takes ?? [];
  const others = new Map(
    ['mask', ...positional].flatMap((name) => {
      const argument = named[name] ?? (positional.includes(name) ? args[positional.indexOf(name) + 1] : undefined);
      const places = listed(argument);
      return places.some((place) => place !== undefined) ? [[name, places] as const] : [];
    }),
  );
  const on = tensorsIn(first);
  const used = new Set([on, ...others.values()].flat().filter((place) => place !== undefined));
  if (used.size === inputs.length) return { on, others };
  const [name] = Object.keys(named).filter((one) => tensorsIn(named[one]).some((place) => !used.has(place)));
  throw new LayerError(`is called with a tensor as ${name ?? 'a second argument'}, which is not supported`);
};

/** Keras 3 overrides the argument by how the whole model is called, and writes a default of True for augmentation layers. */
const checkTraining = (kind: LayerKind, call: Call | undefined, keras: KerasMajor): void => {
  if (keras === 2 && kind.inference === true && call?.named['training'] === true)
    throw new LayerError(
      'is called with training=True, so that its result is random or depends on the whole batch',
      'build the model with training=False, or without the argument',
    );
};

/** Nodes of a call: those of a layer that works position by position on images of height 1 where the model is of series. */
const build = (kind: LayerKind, call: LayerCall): readonly ValueId[] => {
  if (kind.pointwise !== true || !onSeries(call)) return [kind.build(call)].flat();
  const lifted = call.lift(call.inputs.map((id) => imageOf(call, id))); // prettier-ignore
  return [kind.build(lifted)].flat().map((id) => (call.typeOf(id).shape.length === 4 ? seriesOf(call, id) : id));
};

const wrappers = new Set(['QuantizeWrapper', 'QuantizeWrapperV2']);

/**
 * What these wrap is the layer: pruning has set elements of the stored kernel to 0, and spectral normalisation changes the stored kernel while
 * it trains, not at inference.
 */
const transparent = new Set(['PruneLowMagnitude', 'SpectralNormalization']);

/** Translates one call of a plain layer; `call` is undefined for a layer that nothing calls. */
export const translateLayer = (
  translation: Translation,
  layer: Layer,
  prefix: readonly string[],
  inputs: Results,
  call: Call | undefined,
): Results => {
  const { builder, store, keras, series, table } = translation;
  const path = [...prefix, layer.name];
  const called =
    layer.operation === true || call === undefined
      ? { on: inputs.map((_, i) => i), others: new Map<string, readonly (number | undefined)[]>() }
      : calledOn(call, innermost(layer).kind?.takes);
  const known = called.on.map((place) => inputs[place]).filter((id) => id !== undefined);
  const ready = inputs.every((id) => id !== undefined);
  const others = new Map(
    [...called.others].map(([name, places]) => [name, places.map((place) => inputs[place ?? -1])] as const),
  );
  const variables = (className: string, config: Json): ReadonlyMap<string, Weight> =>
    store(path, { className, config, inputs: known.map((id) => builder.typeOf(id).shape) });
  const setting = {
    table,
    name: path.join('/'),
    className: layer.className,
    index: translation.count++,
    keras,
    series,
    others,
    args: call?.args ?? [],
    named: call?.named ?? {},
  };
  if (layer.className === 'QuantizeLayer') {
    if (!ready) return [];
    const weights = variables(layer.className, layer.config);
    const opened = openCall(builder, { ...setting, config: layer.config, weights }, known);
    return [quantizedActivation(opened, 'quantize_layer', opened.input())];
  }
  const quantized = wrappers.has(layer.className);
  if (quantized && layer.inner === undefined) throw new LayerError('wraps no layer');
  const plain = (quantized || transparent.has(layer.className) ? layer.inner : undefined) ?? layer;
  const { className, config } = plain;
  const kind = requireKind(plain);
  checkOptions(table, config);
  kind.check?.(openOptions(config));
  checkTraining(kind, call, keras);
  if (!ready) return [];
  const own = translation.shared.get(pathKey(path)) ?? {
    weights: variables(className, config),
    placed: new Map<string, ValueId>(),
  };
  if (layer.calls.length > 1 || prefix.length > 0) translation.shared.set(pathKey(path), own);
  const { weights, placed } = own;
  const filter = quantized ? { filter: quantizedWeights(weights) } : {};
  const order = channelsFirst(builder, config, kind, setting.name);
  const inside = { ...setting, config: order?.config ?? config, weights, placed, ...filter };
  const opened = openCall(builder, inside, order === undefined ? known : known.map(order.toLast));
  if (quantized && weights.has('pre_activation_min'))
    throw new LayerError('quantisation before the activation is not supported');
  const built = build(kind, opened);
  const results = order === undefined ? built : built.map((id) => order.toFirst(id, known));
  if (!quantized) return results;
  return results.map((result) =>
    quantizedActivation(opened, 'output', quantizedActivation(opened, 'post_activation', result)),
  );
};
