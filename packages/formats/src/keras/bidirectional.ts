import type { ValueId } from '@tinyml/core';
import type { Call } from './arguments.ts';
import { LayerError } from './config.ts';
import { recurrentCells, partStore } from './cells.ts';
import type { Layer } from './network.ts';
import { translateLayer } from './translate-layer.ts';
import type { Results, Translation } from './translation.ts';
import { directed, directions, type Direction } from './parts.ts';

/** The layer that runs in this direction: the wrapped one, or the one that is named, else the wrapped one turned round. */
const layerOf = (layer: Layer & { readonly inner: Layer }, direction: Direction): Layer => {
  const own = directed(layer, direction) ?? layer.inner;
  if (direction === 'forward' || layer.backward !== undefined) return own;
  return { ...own, config: { ...own.config, go_backwards: own.config['go_backwards'] !== true } };
};

const modes: readonly unknown[] = [null, 'concat', 'sum', 'mul', 'ave'];

/** What both directions give, as one or as it is. */
const merge = (
  { builder, count }: Translation,
  { className, config }: Layer,
  name: string,
  [forward, backward]: readonly [ValueId, ValueId],
): readonly ValueId[] => {
  const source = { name, op: className, index: count };
  const emitted = { name: `${name}_merged`, source };
  switch (config['merge_mode'] ?? null) {
    case null:
      return [forward, backward];
    case 'concat': {
      const axis = builder.typeOf(forward).shape.length - 1;
      return [builder.emit('concatenation', { axis, activation: 'none' }, [forward, backward], emitted)];
    }
    case 'mul':
      return [builder.emit('mul', { activation: 'none' }, [forward, backward], emitted)];
    default: {
      const sum = builder.emit('add', { activation: 'none' }, [forward, backward], emitted);
      if (config['merge_mode'] === 'sum') return [sum];
      const half = builder.constant(`${name}/half`, { dtype: 'float32', shape: [] }, Float32Array.of(0.5));
      return [builder.emit('mul', { activation: 'none' }, [sum, half], { name: `${name}_mean`, source })];
    }
  }
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
  const { config } = layer;
  const mode = config['merge_mode'] ?? null;
  if (!modes.includes(mode as string | null))
    throw new LayerError(`merge_mode ${JSON.stringify(mode)} is not supported`);
  if (inputs.length > 1 && call?.named['mask'] === undefined)
    throw new LayerError('states that are passed to it are not supported', 'call the two layers by themselves');
  const name = [...prefix, layer.name].join('/');
  const source = { name, op: layer.className, index: translation.count };
  const turned = (id: ValueId): ValueId => {
    const axes = builder.constant(`${name}/steps`, { dtype: 'int32', shape: [1] }, Int32Array.of(1));
    return builder.emit('reverse_v2', {}, [id, axes], { name: `${name}_in_order`, source });
  };
  const results = directions.map((direction) => {
    const own = layerOf(layer, direction);
    // Keras 2 does so without writing it.
    const zeroed = own.config['zero_output_for_mask'] ?? own.config['return_sequences'] === true;
    const options = { ...own.config, zero_output_for_mask: zeroed };
    const within = { ...own, name: layer.name, calls: layer.calls, config: options };
    // Each direction has weights of its own under one path.
    const setting = { ...translation, store: partStore(store, `${direction}_`), shared: new Map() };
    const { cells } = within;
    const [result, ...after] =
      cells === undefined
        ? translateLayer(setting, within, prefix, inputs, call)
        : recurrentCells(setting, { ...within, cells }, prefix, inputs, call);
    translation.count = setting.count;
    if (result === undefined) return undefined;
    const turns = direction === 'backward' && own.config['return_sequences'] === true;
    return { result: turns ? turned(result) : result, after };
  });
  const [forward, backward] = results;
  if (forward === undefined || backward === undefined) return [];
  const merged = merge(translation, layer, name, [forward.result, backward.result]);
  return [...merged, ...forward.after, ...backward.after];
};
