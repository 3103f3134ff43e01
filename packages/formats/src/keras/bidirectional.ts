import type { ValueId } from '@tinyml/core';
import type { Call } from './arguments.ts';
import { isJson, LayerError } from './config.ts';
import type { Layer } from './network.ts';
import { translateLayer } from './translate-layer.ts';
import type { Results, Translation } from './translation.ts';
import { directions } from './variables.ts';
import type { WeightStore } from './weights.ts';

type Direction = (typeof directions)[number];

/** The layer that runs in this direction: the wrapped one, or the one that is named, else the wrapped one turned round. */
const layerOf = ({ config, inner }: Layer & { readonly inner: Layer }, direction: Direction): Layer => {
  if (direction === 'forward') return inner;
  const backward = config['backward_layer'];
  if (isJson(backward) && isJson(backward['config'])) {
    if (backward['class_name'] !== inner.className)
      throw new LayerError('its two layers are of different classes, which is not supported');
    return { ...inner, config: backward['config'] };
  }
  return { ...inner, config: { ...inner.config, go_backwards: inner.config['go_backwards'] !== true } };
};

/** The variables of one direction, under the names that the layer itself has for them. */
const ownWeights =
  (store: WeightStore, direction: Direction): WeightStore =>
  (path, site) => {
    const prefix = `${direction}_`;
    const all = [...store(path, site)].filter(([role]) => role.startsWith(prefix));
    return new Map(all.map(([role, weight]) => [role.slice(prefix.length), weight]));
  };

/**
 * A recurrent layer run in both directions: two layers, of which one reads the steps from the last to the first. Its results are put into the
 * order of the steps again before they are merged.
 */
export const bidirectional = (
  translation: Translation,
  layer: Layer & { readonly inner: Layer },
  prefix: readonly string[],
  inputs: Results,
  call: Call | undefined,
): Results => {
  const { builder, store } = translation;
  const { config, inner } = layer;
  const mode = config['merge_mode'] ?? null;
  if (![null, 'concat', 'sum', 'mul', 'ave'].includes(mode as string | null))
    throw new LayerError(`merge_mode ${JSON.stringify(mode)} is not supported`);
  if (inner.config['return_state'] === true)
    throw new LayerError('return_state=True is not supported here', 'call the two layers by themselves');
  const name = [...prefix, layer.name].join('/');
  const source = { name, op: layer.className, index: translation.count };
  const emitted = { name: `${name}_merged`, source };
  const turned = (id: ValueId): ValueId => {
    const axes = builder.constant(`${name}/steps`, { dtype: 'int32', shape: [1] }, Int32Array.of(1));
    return builder.emit('reverse_v2', {}, [id, axes], { name: `${name}_in_order`, source });
  };
  const results = directions.map((direction) => {
    const own = layerOf(layer, direction);
    const within = { ...own, name: layer.name, calls: layer.calls };
    // Each direction has weights of its own under one path.
    const setting = { ...translation, store: ownWeights(store, direction), shared: new Map() };
    const [result] = translateLayer(setting, within, prefix, inputs, call);
    translation.count = setting.count;
    if (result === undefined) return undefined;
    return own.config['go_backwards'] === true && own.config['return_sequences'] === true ? turned(result) : result;
  });
  const [forward, backward] = results;
  if (forward === undefined || backward === undefined) return [];
  switch (mode) {
    case null:
      return results;
    case 'concat': {
      const axis = builder.typeOf(forward).shape.length - 1;
      return [builder.emit('concatenation', { axis, activation: 'none' }, [forward, backward], emitted)];
    }
    case 'mul':
      return [builder.emit('mul', { activation: 'none' }, [forward, backward], emitted)];
    default: {
      const sum = builder.emit('add', { activation: 'none' }, [forward, backward], emitted);
      if (mode === 'sum') return [sum];
      const half = builder.constant(`${name}/half`, { dtype: 'float32', shape: [] }, Float32Array.of(0.5));
      return [builder.emit('mul', { activation: 'none' }, [sum, half], { name: `${name}_mean`, source })];
    }
  }
};
