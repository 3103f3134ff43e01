import type { GraphBuilder, ValueId } from '@tinyml/core';
import { LayerError, type Json } from './config.ts';
import type { LayerKind } from './layer.ts';

/** How a layer whose channels are the first axis after the batch runs on tensors that have them last. */
export interface ChannelsFirst {
  /** The layer's options, of the usual order. */
  readonly config: Json;
  readonly toLast: (id: ValueId) => ValueId;
  /** The way back for a result of as many dimensions as the inputs. */
  readonly toFirst: (id: ValueId, inputs: readonly ValueId[]) => ValueId;
}

/** Undefined for a layer of the usual order, or to which the order does not matter. */
export const channelsFirst = (
  builder: GraphBuilder,
  config: Json,
  kind: LayerKind,
  name: string,
): ChannelsFirst | undefined => {
  if (config['data_format'] !== 'channels_first' || kind.pointwise === true) return undefined;
  const rankOf = (id: ValueId): number => builder.typeOf(id).shape.length;
  const ordered = (id: ValueId, perm: readonly number[], suffix: string): ValueId => {
    const order = builder.constant(
      `${name}/${suffix}`,
      { dtype: 'int32', shape: [perm.length] },
      Int32Array.from(perm),
    );
    return builder.emit('transpose', {}, [id, order], { name: `${name}_${suffix}` });
  };
  const spatial = (rank: number): readonly number[] => Array.from({ length: Math.max(0, rank - 2) }, (_, i) => i);
  return {
    config: { ...config, data_format: 'channels_last' },
    toLast: (id) => {
      const rank = rankOf(id);
      if (rank > 4)
        throw new LayerError(
          'data_format channels_first is not supported for inputs of 5 dimensions',
          'build the model with data_format="channels_last" and move the weights over',
        );
      return rank < 3 ? id : ordered(id, [0, ...spatial(rank).map((axis) => axis + 2), 1], 'channels_last');
    },
    toFirst: (id, inputs) => {
      const rank = rankOf(id);
      if (rank < 3 || inputs.every((input) => rankOf(input) !== rank)) return id;
      return ordered(id, [0, rank - 1, ...spatial(rank).map((axis) => axis + 1)], 'channels_first');
    },
  };
};
