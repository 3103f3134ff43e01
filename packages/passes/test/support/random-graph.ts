import { elementCount, type Constants, type Graph, type ValueId } from '@tinyml/core';
import { layerBuilder, type Storage, type WeightedOptions } from './layer-builder.ts';

/** A chain of layers with side branches, many of whose channels have no weights, or nobody who reads them. */
export const randomGraph = (constants: Constants, seed: number, storage: Storage): Graph => {
  const build = layerBuilder(constants, seed, storage);
  const { random, pick, whole } = build;
  const size = whole(2, 5);
  const outputs: ValueId[] = [];
  let x = build.input([pick([1, 1, 2]), size, size, whole(1, 4)]);
  const channels = (): number => build.typeOf(x).shape[3] ?? 1;
  const some = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, c) => c).filter(() => random() < 0.3);
  const options = (count: number): WeightedOptions => ({
    outputs: count,
    kernel: pick([
      [1, 1],
      [1, 1],
      [3, 3],
      [2, 1],
    ] as const),
    strides: pick([
      [1, 1],
      [1, 1],
      [2, 2],
    ] as const),
    padding: 'same',
    activation: pick(['none', 'relu', 'relu', 'relu6']),
    silent: Object.fromEntries(
      some(count).map((c) => [c, storage === 'int8' ? pick([0, -5000, 300, 9_000, 2_000_000]) : pick([0, -1, 0.5])]),
    ),
    unread: some(channels()),
    perChannel: random() < 0.5,
    bias: random() < 0.8,
  });
  const residual = (a: ValueId): ValueId => {
    const b = build.conv(a, { ...options(channels()), strides: [1, 1] });
    return build.add(build.conv(a, { ...options(channels()), strides: [1, 1] }), b, pick(['none', 'relu'] as const));
  };
  const layers: readonly (() => ValueId)[] = [
    () => build.conv(x, options(whole(1, 7))),
    () => build.conv(x, options(whole(1, 7))),
    () => build.depthwise(x, options(channels() * pick([1, 1, 2]))),
    () => residual(x),
    () => {
      const [rows = 1, columns = 1] = build.typeOf(x).shape.slice(1);
      const filter = [Math.min(2, rows), Math.min(2, columns)] as const;
      const attrs = { padding: pick(['same', 'valid'] as const), strides: [1, 1], filter, activation: 'none' } as const;
      return build.emit(pick(['max_pool_2d', 'average_pool_2d'] as const), attrs, [x], build.sameQuant(x));
    },
    () => {
      // One scale for all parts, as int8 concatenation wants it.
      const quant = build.sameQuant(x);
      const other = build.conv(x, { ...options(whole(1, 5)), strides: [1, 1] }, quant);
      return build.emit('concatenation', { axis: 3, activation: 'none' }, [x, other], quant);
    },
    () => {
      const paddings = build.constant(
        `${x}_pads`,
        { dtype: 'int32', shape: [4, 2] },
        Int32Array.from([0, 0, 1, 0, 0, 1, 0, 0]),
      );
      return build.emit('pad', {}, [x, paddings], build.sameQuant(x));
    },
    () => build.emit('relu', {}, [x], build.sameQuant(x)),
    () => (storage === 'int8' ? x : build.batchNormalization(x)),
    () => {
      // Squeeze and excite: one factor a channel.
      const axes = build.integers(`${x}_axes`, [1, 2]);
      const squeezed = build.emit('mean', { keepDims: true }, [x, axes], build.sameQuant(x));
      const factors = build.conv(squeezed, { ...options(channels()), strides: [1, 1] });
      return build.emit('mul', { activation: pick(['none', 'relu'] as const) }, [factors, x], build.sameQuant(factors));
    },
    () => {
      if (random() < 0.5) outputs.push(x);
      return build.emit('logistic', {}, [x], { scale: [1 / 256], zeroPoint: [-128] });
    },
  ];
  for (let i = whole(2, 6); i > 0; i--) x = pick(layers)();
  const head = pick(['dense', 'mean', 'image', 'flat'] as const);
  if (head === 'mean')
    x = build.emit('mean', { keepDims: false }, [x, build.integers('axes', [1, 2])], build.sameQuant(x));
  if (head === 'flat')
    x = build.emit(
      'reshape',
      { newShape: [build.typeOf(x).shape[0] ?? 1, elementCount(build.typeOf(x).shape.slice(1))] },
      [x],
      build.sameQuant(x),
    );
  if (head !== 'image') x = build.dense(x, { ...options(whole(1, 6)), unread: [] });
  return build.finish('random', [...outputs, x]);
};
