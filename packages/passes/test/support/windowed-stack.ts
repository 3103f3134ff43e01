import { elementCount, type Constants, type Graph, type Padding, type Pair, type ValueId } from '@tinyml/core';
import { layerBuilder, type Storage, type WeightedOptions } from './layer-builder.ts';

export interface WindowedStack {
  readonly graph: Graph;
  /** Time axis of the input. */
  readonly axis: number;
  readonly frames: number;
}

/** Layers over a window of frames: an image [1, frames, w, c], or a series [1, 1, frames, c]. */
export const windowedStack = (constants: Constants, seed: number, storage: Storage): WindowedStack => {
  const build = layerBuilder(constants, seed, storage);
  const { pick, random, whole } = build;
  const series = random() < 0.4;
  const axis = series ? 2 : 1;
  const frames = whole(8, 24);
  let x = build.input(series ? [1, 1, frames, whole(1, 4)] : [1, frames, whole(2, 4), whole(1, 3)]);
  const outputs: ValueId[] = [];
  const rows = (id: ValueId = x): number => build.typeOf(id).shape[axis] ?? 1;
  const channels = (): number => build.typeOf(x).shape[3] ?? 1;
  const across = (): number => build.typeOf(x).shape[series ? 1 : 2] ?? 1;
  const pair = (along: number, other: number): Pair => (series ? [other, along] : [along, other]);
  /** A window that fits what is left of the frames. */
  const window = (strided: boolean): Pick<WeightedOptions, 'kernel' | 'strides' | 'padding' | 'dilations'> => {
    const size = pick([1, 2, 3, 3, 4]);
    const dilation = pick([1, 1, 2, 3]);
    const extent = (size - 1) * dilation + 1;
    const causal: Padding = series ? [0, 0, extent - 1, 0] : [extent - 1, 0, 0, 0];
    const fits = extent <= rows();
    return {
      kernel: pair(size, series || random() < 0.5 || across() < 2 ? 1 : 2),
      strides: pair(strided && rows() > 6 && random() < 0.4 ? 2 : 1, 1),
      dilations: pair(dilation, 1),
      padding: fits ? pick<Padding>(['same', 'valid', 'valid', causal]) : 'same',
    };
  };
  const convolution = (id: ValueId, count: number, strided: boolean): ValueId =>
    build.conv(id, { outputs: count, ...window(strided), activation: pick(['none', 'relu']) });
  const layers: readonly (() => ValueId)[] = [
    () => convolution(x, whole(1, 5), true),
    () => convolution(x, whole(1, 5), false),
    () => build.depthwise(x, { outputs: channels() * pick([1, 1, 2]), ...window(true) }),
    () => {
      const filter = pair(Math.min(2, rows()), 1);
      const attrs = { padding: pick(['same', 'valid'] as const), strides: pair(rows() > 6 ? pick([1, 2]) : 1, 1) };
      const op = pick(['max_pool_2d', 'average_pool_2d'] as const);
      return build.emit(op, { ...attrs, filter, activation: 'none' }, [x], build.sameQuant(x));
    },
    () => {
      const side = build.conv(x, { outputs: channels(), kernel: pair(3, 1), padding: 'same' });
      return build.add(x, side, pick(['none', 'relu'] as const));
    },
    () => build.emit('logistic', {}, [x], { scale: [1 / 256], zeroPoint: [-128] }),
    () => {
      const before = whole(0, 3);
      const amounts = [0, 0, 0, 0, 0, 0, 0, 0];
      amounts[2 * axis] = before;
      amounts[2 * axis + 1] = whole(before === 0 ? 1 : 0, 2);
      const id = build.constant(`${x}_pads`, { dtype: 'int32', shape: [4, 2] }, Int32Array.from(amounts));
      return build.emit('pad', {}, [x, id], build.sameQuant(x));
    },
    () => {
      const side = build.conv(x, { outputs: whole(1, 3) }, build.sameQuant(x));
      return build.emit('concatenation', { axis: 3, activation: 'none' }, [x, side], build.sameQuant(x));
    },
    () => {
      const [begin, size] = [[0, 0, 0, 0], build.typeOf(x).shape.slice()];
      begin[axis] = whole(0, 1);
      size[axis] = rows() - whole(1, 2);
      const operands = [build.integers(`${x}_begin`, begin), build.integers(`${x}_size`, size)];
      return rows() < 6 ? x : build.emit('slice', {}, [x, ...operands], build.sameQuant(x));
    },
    () => {
      if (storage !== 'float32') return x;
      const squeezed = build.emit('mean', { keepDims: true }, [x, build.integers(`${x}_axes`, [1, 2])]);
      return build.emit('mul', { activation: 'none' }, [x, squeezed]);
    },
  ];
  for (let i = whole(1, 6); i > 0; i--) {
    if (random() < 0.15) outputs.push(x);
    x = pick(layers)();
  }
  const head = pick(['dense', 'mean', 'rows', 'last'] as const);
  if (head === 'mean')
    x = build.emit('mean', { keepDims: false }, [x, build.integers('axes', [1, 2])], build.sameQuant(x));
  if (head === 'last') {
    const [begin, end, steps] = [
      [0, 0, 0],
      [0, 0, 0],
      [1, 1, 1],
    ];
    begin[axis] = -1;
    const mask = 7 - (1 << axis);
    const attrs = { beginMask: mask, endMask: mask, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 1 << axis };
    const operands = [begin, end, steps].map((list, i) => build.integers(`last_${String(i)}`, list));
    x = build.emit('strided_slice', attrs, [x, ...operands], build.sameQuant(x));
  }
  if (head !== 'rows') {
    const flat = elementCount(build.typeOf(x).shape);
    x = build.emit('reshape', { newShape: [1, flat] }, [x], build.sameQuant(x));
    x = build.dense(x, { outputs: whole(1, 5) });
  }
  const seen = new Set([...outputs, x]);
  seen.delete('x');
  return { graph: build.finish('stack', [...seen]), axis, frames };
};
