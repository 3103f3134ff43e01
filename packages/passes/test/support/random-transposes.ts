import { seededRandom, type Graph, type Shape, type ValueId } from '@tinyml/core';
import { channelsFirst, type ChannelsFirst } from './channels-first.ts';

interface Draw {
  readonly net: ChannelsFirst;
  readonly x: ValueId;
  readonly shape: Shape;
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  order(rank: number): readonly number[];
  /** Another tensor of this shape, if there is one. */
  other(shape: Shape): ValueId | undefined;
}

/** Gives one or more tensors made of `x`; undefined where it cannot be made of that. */
type Step = (draw: Draw) => readonly ValueId[] | undefined;

const steps: readonly Step[] = [
  ({ net, x, shape, order }) => [net.transpose(x, order(shape.length))],
  ({ net, x, shape, order }) => [net.transpose(x, order(shape.length))],
  ({ net, x }) => [net.relu(x)],
  ({ net, x, shape, other }) => [net.binary('add', other(shape) ?? x, x)],
  ({ net, x, shape, below }) => [
    net.binary('mul', x, net.weights(shape.slice(below(shape.length)).map((d) => (below(2) === 0 ? d : 1)))),
  ],
  ({ net, x, shape, below, other }) => {
    const axis = below(shape.length);
    return [
      net.op('concatenation', { axis: axis - (below(2) === 0 ? shape.length : 0), activation: 'none' }, [
        x,
        other(shape) ?? x,
      ]),
    ];
  },
  ({ net, x, shape, below }) => {
    const axis = shape.findIndex((size) => size % 2 === 0);
    return axis === -1 || below(1) > 0 ? undefined : net.all('split', { numSplits: 2 }, [net.integers([axis], []), x]);
  },
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    const keepDims = below(2) === 0 || shape.length < 3;
    return [net.op('mean', { keepDims }, [x, net.integers([axis])])];
  },
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    const begin = shape.map((size, i) => (i === axis && size > 1 ? 1 : 0));
    return [
      net.op('slice', {}, [x, net.integers(begin), net.integers(shape.map((size, i) => size - (begin[i] as number)))]),
    ];
  },
  ({ net, x, shape, below }) => {
    const pads = shape.flatMap(() => [below(5) === 0 ? 1 : 0, below(5) === 0 ? 1 : 0]);
    return [net.op('pad', {}, [x, net.integers(pads, [shape.length, 2])])];
  },
  ({ net, x, shape, below }) => [net.op('reverse_v2', {}, [x, net.integers([below(shape.length)])])],
  ({ net, x, shape, below }) => [
    net.op('cumsum', { exclusive: false, reverse: below(2) === 0 }, [x, net.integers([below(shape.length)], [])]),
  ],
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    return [net.op('tile', {}, [x, net.integers(shape.map((size, i) => (i === axis && size < 3 ? 2 : 1)))])];
  },
  ({ net, x }) => [net.op('softmax', { beta: 1 }, [x])],
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    return shape.length > 4 ? undefined : [net.op('pack', { axis }, [x, x])];
  },
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    return shape.length < 3 || (shape[axis] as number) > 3
      ? undefined
      : net.all('unpack', { axis, count: shape[axis] }, [x]);
  },
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    const size = shape[axis] as number;
    const scalar = below(3) === 0 && shape.length > 2;
    return [
      net.op('gather', { axis, batchDims: 0 }, [
        x,
        scalar ? net.integers([size - 1], []) : net.integers([size - 1, 0]),
      ]),
    ];
  },
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    const shrink = below(2) === 0 && shape.length > 2 ? 2 ** axis : 0;
    const rank = axis + 1 + below(shape.length - axis);
    const attrs = {
      beginMask: below(2) === 0 ? 1 : 0,
      endMask: 0,
      ellipsisMask: 0,
      newAxisMask: 0,
      shrinkAxisMask: shrink,
    };
    const begin = Array.from({ length: rank }, () => 0);
    return [
      net.op('strided_slice', attrs, [
        x,
        net.integers(begin),
        net.integers(shape.slice(0, rank)),
        net.integers(begin.map(() => 1 + below(2))),
      ]),
    ];
  },
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    const size = shape[axis] as number;
    const split = size % 2 === 0 ? [2, size / 2] : [1, size];
    return shape.length > 4 ? undefined : [net.reshape(x, shape.toSpliced(axis, 1, ...split))];
  },
  ({ net, x, shape, below }) => {
    const axis = below(shape.length - 1);
    if (shape.length < 3) return undefined;
    return [net.reshape(x, shape.toSpliced(axis, 2, (shape[axis] as number) * (shape[axis + 1] as number)))];
  },
  ({ net, x, shape }) =>
    shape.length < 3 || shape.length > 4 ? undefined : [net.op('batch_matmul', { adjX: false, adjY: true }, [x, x])],
  ({ net, x, shape }) => {
    const depth = shape.at(-1) as number;
    return depth > 64
      ? undefined
      : [net.op('fully_connected', { activation: 'none', keepNumDims: true }, [x, net.weights([3, depth])])];
  },
  ({ net, x, shape }) => (shape.length === 4 ? [net.conv(x, 2, 1)] : undefined),
  ({ net, x, shape, below }) => {
    const axis = below(shape.length);
    return shape[axis] === 1
      ? undefined
      : [net.binary('sub', x, net.op('mean', { keepDims: true }, [x, net.integers([axis - shape.length])]))];
  },
];

const product = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);

/** A network of transposes and what they may move through, the same for the same seed. */
export const randomTransposes = (seed: number): { readonly graph: Graph; readonly net: ChannelsFirst } => {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const order = (rank: number): readonly number[] =>
    Array.from({ length: rank }, (_, axis) => [random(), axis] as const)
      .sort(([a], [b]) => a - b)
      .map(([, axis]) => axis);
  const net = channelsFirst(`random_${String(seed)}`);
  const made = [net.input('x', [1, 2, 3, 4]), net.input('z', [1, pick([1, 2, 3]), 2, 2])];
  for (let tries = 0; tries < 16; tries += 1) {
    const x = below(2) === 0 ? (made.at(-1) as ValueId) : pick(made);
    const shape = net.shape(x);
    const other = (wanted: Shape): ValueId | undefined =>
      made.findLast((id) => id !== x && net.shape(id).join() === wanted.join());
    if (shape.length < 2 || product(shape) > 400) continue;
    made.push(...(pick(steps)({ net, x, shape, below, pick, order, other }) ?? []));
  }
  const outputs = [...new Set([made.at(-1) as ValueId, ...made.slice(2).filter(() => below(6) === 0)])];
  return { graph: net.finish(outputs), net };
};
