import type { Graph } from '@tinyml/core';
import type { ChannelsFirst } from './channels-first.ts';

type Network = (net: ChannelsFirst) => Graph;

const residual: Network = (net) => {
  const x = net.input('x', [1, 3, 16, 16]);
  let y = net.pool(net.relu(net.scaled(net.conv(x, 8))), 'max_pool_2d');
  const branch = net.scaled(net.conv(net.relu(net.scaled(net.conv(y, 8))), 8));
  y = net.relu(net.binary('add', y, branch));
  const mean = net.op('mean', { keepDims: false }, [y, net.integers([2, 3])]);
  return net.finish([
    net.op('fully_connected', { activation: 'none', keepNumDims: false }, [mean, net.weights([10, 8])]),
  ]);
};

const squeezeExcite: Network = (net) => {
  const y = net.relu(net.conv(net.input('x', [1, 1, 8, 8]), 8));
  const squeezed = net.op('mean', { keepDims: true }, [y, net.integers([2, 3])]);
  const gate = net.op('logistic', {}, [net.conv(net.relu(net.conv(squeezed, 2, 1)), 8, 1)]);
  return net.finish([net.op('mean', { keepDims: false }, [net.binary('mul', y, gate), net.integers([-1, -2])])]);
};

const squeezeExciteDense: Network = (net) => {
  const dense = { activation: 'relu', keepNumDims: false };
  const y = net.relu(net.conv(net.input('x', [1, 1, 8, 8]), 8));
  const squeezed = net.reshape(net.op('mean', { keepDims: true }, [y, net.integers([2, 3])]), [1, 8]);
  const gate = net.op('fully_connected', dense, [
    net.op('fully_connected', dense, [squeezed, net.weights([2, 8])]),
    net.weights([8, 2]),
  ]);
  const scaled = net.binary('mul', y, net.reshape(net.op('logistic', {}, [gate]), [1, 8, 1, 1]));
  return net.finish([net.op('mean', { keepDims: false }, [net.conv(scaled, 4), net.integers([2, 3])])]);
};

const unet: Network = (net) => {
  const down = net.relu(net.conv(net.input('x', [1, 1, 8, 8]), 4));
  const low = net.relu(net.conv(net.pool(down, 'max_pool_2d'), 8));
  const up = net.spatial(low, (own) =>
    net.op('resize_nearest_neighbor', { alignCorners: false, halfPixelCenters: false }, [own, net.integers([8, 8])]),
  );
  const joined = net.op('concatenation', { axis: 1, activation: 'none' }, [up, down]);
  return net.finish([net.op('logistic', {}, [net.conv(net.relu(net.conv(joined, 4)), 1, 1)])]);
};

const shuffle: Network = (net) => {
  const y = net.conv(net.input('x', [1, 1, 8, 8]), 8, 1);
  const parts = net.all('split', { numSplits: 2 }, [net.integers([1], []), y]);
  const [left = '', right = ''] = parts;
  const joined = net.op('concatenation', { axis: 1, activation: 'none' }, [left, net.depthwise(net.relu(right))]);
  const padded = net.op('pad', {}, [joined, net.integers([0, 0, 0, 0, 1, 0, 0, 1], [4, 2])]);
  const part = net.op('slice', {}, [padded, net.integers([0, 2, 1, 0]), net.integers([1, 4, 8, -1])]);
  return net.finish([net.op('mean', { keepDims: false }, [net.conv(part, 3), net.integers([2, 3])])]);
};

const flattened: Network = (net) => {
  const y = net.pool(net.relu(net.conv(net.input('x', [1, 1, 8, 8]), 6)), 'average_pool_2d');
  const flat = net.relu(net.reshape(y, [1, 96]));
  const dense = { activation: 'relu', keepNumDims: false };
  const hidden = net.op('fully_connected', dense, [flat, net.weights([12, 96]), net.weights([12])]);
  return net.finish([
    net.op('softmax', { beta: 1 }, [net.op('fully_connected', dense, [hidden, net.weights([4, 12])])]),
  ]);
};

const overTime: Network = (net) => {
  let y = net.input('x', [1, 1, 32]);
  for (const channels of [4, 8, 8]) {
    const [, c = 0, t = 0] = net.shape(y);
    const filter = net.weights([channels, 1, 3, c]);
    const attrs = { padding: 'same', strides: [1, 1], dilations: [1, 2], activation: 'none' };
    const own = net.op('conv_2d', attrs, [net.reshape(net.transpose(y, [0, 2, 1]), [1, 1, t, c]), filter]);
    const back = net.transpose(net.reshape(own, [1, t, channels]), [0, 2, 1]);
    y = net.relu(channels === c ? net.binary('add', back, y) : back);
  }
  return net.finish([net.op('mean', { keepDims: false }, [y, net.integers([2])])]);
};

const heightOne: Network = (net) => {
  let y = net.input('x', [1, 1, 32]);
  for (const channels of [4, 8]) {
    const [, c = 0, t = 0] = net.shape(y);
    y = net.relu(net.reshape(net.conv(net.reshape(y, [1, c, 1, t]), channels), [1, channels, t]));
  }
  return net.finish([net.op('mean', { keepDims: false }, [y, net.integers([2])])]);
};

const yolo: Network = (net) => {
  const y = net.conv(net.conv(net.input('x', [1, 1, 8, 8]), 8, 3, 2), 21, 1);
  const cells = net.transpose(net.reshape(y, [1, 3, 7, 4, 4]), [0, 1, 3, 4, 2]);
  const part = (begin: number, size: number): string =>
    net.op('slice', {}, [cells, net.integers([0, 0, 0, 0, begin]), net.integers([1, 3, 4, 4, size])]);
  const centre = net.binary('add', net.op('logistic', {}, [part(0, 2)]), net.weights([1, 1, 4, 4, 2]));
  const size = net.binary('mul', net.op('exp', {}, [part(2, 2)]), net.weights([1, 3, 1, 1, 2]));
  const rest = net.op('logistic', {}, [part(4, 3)]);
  const joined = net.op('concatenation', { axis: 4, activation: 'none' }, [centre, size, rest]);
  return net.finish([net.reshape(joined, [1, 48, 7])]);
};

const attention: Network = (net) => {
  const x = net.input('x', [1, 6, 8]);
  const dense = { activation: 'none', keepNumDims: true };
  const heads = (): string =>
    net.transpose(net.reshape(net.op('fully_connected', dense, [x, net.weights([8, 8])]), [1, 6, 2, 4]), [0, 2, 1, 3]);
  const product = { adjX: false, adjY: false };
  const scores = net.op('batch_matmul', product, [heads(), net.transpose(heads(), [0, 1, 3, 2])]);
  const mixed = net.op('batch_matmul', product, [net.op('softmax', { beta: 0.5 }, [scores]), heads()]);
  const together = net.reshape(net.transpose(mixed, [0, 2, 1, 3]), [1, 6, 8]);
  return net.finish([net.op('fully_connected', dense, [together, net.weights([8, 8])])]);
};

/** How many transposes a network has before and after; those that are left are real. */
export const networks: readonly (readonly [string, Network, number])[] = [
  ['residual block and global mean', residual, 1],
  ['squeeze and excite by convolutions', squeezeExcite, 0],
  ['squeeze and excite by dense layers', squeezeExciteDense, 0],
  ['U-Net with concatenation and resizing', unet, 0],
  ['split, concatenation, pad and slice of channels', shuffle, 0],
  ['flattened before a dense layer', flattened, 0],
  ['convolutions over time, transposed as series', overTime, 0],
  ['convolutions over time, as images of height 1', heightOne, 0],
  ['cells of a detector', yolo, 1],
  ['attention with two heads', attention, 4],
];
