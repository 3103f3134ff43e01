import type { OpName } from '@tinyml/core';
import type { OptionForms, DescribedLayer, LayerKind, LayerCall, Pair, Rank } from '@tinyml/formats';

/** A layer; `strides` default to `pool_size`. */
export const poolingLayer = (op: OpName, rank: Rank): LayerKind => ({
  check: (options) => [options.padding(), options.perAxis('pool_size', rank, 2)],
  build: (call) => {
    const { options } = call;
    const filter = options.perAxis('pool_size', rank, 2);
    const own = options.config['strides'] ?? undefined;
    const strides = own === undefined ? filter : options.perAxis('strides', rank, 2);
    const x = call.asImage(rank);
    call.imageShape(x);
    return call.asSeries(rank, call.emit(op, { padding: options.padding(), strides, filter, activation: 'none' }, [x]));
  },
});

/** Sizes of a window for each axis of the tensor, or for those along which it moves. */
const spatial = (list: readonly number[], rank: number): Pair => {
  const inner = list.length === rank ? list.slice(1, -1) : list;
  const [first = 1, second = first] = inner;
  return rank === 3 ? [1, first] : [first, second];
};

const paddingOf = (call: LayerCall, value: unknown): 'same' | 'valid' => {
  const padding = typeof value === 'string' ? value.toLowerCase() : 'valid';
  if (padding !== 'same' && padding !== 'valid') throw call.options.problem(`padding ${padding} is not supported`);
  return padding;
};

/** tf.nn.max_pool2d, keras.ops.max_pool and their like. */
export const poolingOperation = (op: OpName): LayerKind => ({
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const rank = call.typeOf(x).shape.length;
    const size = given.argument(1, 'ksize', 'pool_size');
    const filter = spatial(given.integers(size, 'the window'), rank);
    const strides = spatial(given.integers(given.argument(2, 'strides') ?? size, 'the strides'), rank);
    const padding = paddingOf(call, given.argument(3, 'padding'));
    const layout = given.argument(4, 'data_format');
    if (typeof layout === 'string' && /^(channels_first|nc)/i.test(layout))
      throw call.options.problem('data_format channels_first is not supported');
    const axes = rank === 3 ? 1 : 2;
    return call.asSeries(
      axes,
      call.emit(op, { padding, strides, filter, activation: 'none' }, [call.asImage(axes, x)]),
    );
  },
});

/** As a manifest describes it. */
export const describedPooling = (
  { whole, pair, padding }: OptionForms,
  className: string,
  summary: string,
  rank: Rank,
): DescribedLayer => {
  const of = rank === 1 ? whole : pair;
  const options = {
    'pool-size': of('size of the window; default: 2', 2),
    strides: of('steps of the window; default: its size', 2),
    padding: padding(),
  };
  return { className, summary, options, short: 'pool-size' };
};
