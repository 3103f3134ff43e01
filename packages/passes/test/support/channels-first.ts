import {
  elementCount,
  memoryConstants,
  openGraph,
  seededRandom,
  type Constants,
  type Graph,
  type Node,
  type Padding,
  type Shape,
  type ValueId,
} from '@tinyml/core';
import { operators } from './run-passes.ts';

/** Writes a network as importers of formats with channels before height and width do: [n, c, h, w] between its layers. */
export interface ChannelsFirst {
  readonly constants: Constants;
  input(name: string, shape: Shape): ValueId;
  weights(shape: Shape): ValueId;
  numbers(values: readonly number[], shape: Shape): ValueId;
  integers(values: readonly number[], shape?: Shape): ValueId;
  op(name: string, attrs: object, inputs: readonly (ValueId | null)[]): ValueId;
  all(name: string, attrs: object, inputs: readonly (ValueId | null)[]): readonly ValueId[];
  shape(id: ValueId): Shape;
  transpose(x: ValueId, order: readonly number[]): ValueId;
  reshape(x: ValueId, shape: Shape): ValueId;
  /** A layer that computes with channels last, between two transposes. */
  spatial(x: ValueId, layer: (x: ValueId) => ValueId): ValueId;
  conv(x: ValueId, channels: number, size?: number, stride?: number): ValueId;
  depthwise(x: ValueId, size?: number): ValueId;
  pool(x: ValueId, op: 'max_pool_2d' | 'average_pool_2d'): ValueId;
  binary(op: string, x: ValueId, y: ValueId): ValueId;
  relu(x: ValueId): ValueId;
  /** Batch normalisation as a factor and an offset for each channel: constants [c, 1, 1]. */
  scaled(x: ValueId): ValueId;
  finish(outputs: readonly ValueId[]): Graph;
}

const none = { activation: 'none' } as const;

export const channelsFirst = (name: string): ChannelsFirst => {
  const constants = memoryConstants();
  const builder = openGraph({ constants, operators });
  const random = seededRandom(1);
  let count = 0;
  const next = (what: string): string => `${what}_${String(count++)}`;
  const all: ChannelsFirst['all'] = (op, attrs, inputs) =>
    builder.emitAll(op as Node['op'], attrs as Node['attrs'], inputs, { name: next(op) });
  const op: ChannelsFirst['op'] = (of, attrs, inputs) => all(of, attrs, inputs)[0] as ValueId;
  const weights = (shape: Shape): ValueId => {
    const data = Float32Array.from({ length: elementCount(shape) }, () => Math.fround(random() - 0.5));
    return builder.constant(next('weights'), { dtype: 'float32', shape }, data);
  };
  const integers: ChannelsFirst['integers'] = (values, shape = [values.length]) =>
    builder.constant(next('integers'), { dtype: 'int32', shape }, Int32Array.from(values));
  const numbers: ChannelsFirst['numbers'] = (values, shape) =>
    builder.constant(next('numbers'), { dtype: 'float32', shape }, Float32Array.from(values));
  const shapeOf = (id: ValueId): Shape => builder.typeOf(id).shape;
  const channelsOf = (id: ValueId): number => shapeOf(id)[1] as number;
  const transpose: ChannelsFirst['transpose'] = (x, order) => op('transpose', {}, [x, integers(order)]);
  const spatial: ChannelsFirst['spatial'] = (x, layer) => transpose(layer(transpose(x, [0, 2, 3, 1])), [0, 3, 1, 2]);
  const binary: ChannelsFirst['binary'] = (of, x, y) => op(of, none, [x, y]);
  return {
    constants,
    input: (id, shape) => builder.input(id, { dtype: 'float32', shape }),
    weights,
    numbers,
    integers,
    op,
    all,
    shape: shapeOf,
    transpose,
    reshape: (x, shape) => op('reshape', { newShape: [...shape] }, [x]),
    spatial,
    conv(x, channels, size = 3, stride = 1) {
      const padding: Padding = size === 1 ? 'valid' : 'same';
      const attrs = { padding, strides: [stride, stride], dilations: [1, 1], ...none };
      const filter = weights([channels, size, size, channelsOf(x)]);
      return spatial(x, (own) => op('conv_2d', attrs, [own, filter, weights([channels])]));
    },
    depthwise(x, size = 3) {
      const attrs = { padding: 'same', strides: [1, 1], dilations: [1, 1], depthMultiplier: 1, ...none };
      const filter = weights([1, size, size, channelsOf(x)]);
      return spatial(x, (own) => op('depthwise_conv_2d', attrs, [own, filter, weights([channelsOf(x)])]));
    },
    pool: (x, of) => spatial(x, (own) => op(of, { padding: 'valid', strides: [2, 2], filter: [2, 2], ...none }, [own])),
    binary,
    relu: (x) => op('relu', {}, [x]),
    scaled(x) {
      const shape = [channelsOf(x), 1, 1];
      return binary('add', binary('mul', x, weights(shape)), weights(shape));
    },
    finish: (outputs) => builder.finish(name, outputs),
  };
};
