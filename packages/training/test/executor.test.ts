// What the executor does beside running operators: training mode, who looks on, what it trains, what it refuses.
import { expect, test } from '@jest/globals';
import {
  float32ArrayToFloat16,
  float16ArrayToFloat32,
  memoryConstants,
  seededRandom,
  valueOf,
  type Constants,
  type Graph,
} from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { compileNetwork } from '../src/executor/compile-network.ts';
import type { Network, RunOptions } from '../src/executor/network.ts';
import { describeBackends, type Tf } from './support/backends.ts';
import { convolution, dense, graphBuilder, pool } from './support/graphs.ts';
import { operators } from './support/random-nodes.ts';

const weightsOf = (tf: Tf, network: Network): ((id: string) => Tensor) => {
  const tensors = new Map(network.parameters.map(({ id, data, shape }) => [id, tf.tensor(data, [...shape])]));
  return (id) => {
    const tensor = tensors.get(id);
    if (tensor === undefined) throw new Error(`no parameter ${id}`);
    return tensor;
  };
};

const random = (seed: number, count: number): Float32Array => {
  const draw = seededRandom(seed);
  return Float32Array.from({ length: count }, () => draw() * 2 - 1);
};

const compiled = (tf: Tf, graph: Graph, constants: Constants): Promise<Network> =>
  compileNetwork(graph, tf, constants, operators);

const expectClose = (found: Tensor, expected: Tensor, tolerance = 1e-5): void => {
  expect(found.shape).toEqual(expected.shape);
  const [a, b] = [found.dataSync(), expected.dataSync()];
  const scale = Math.max(1, ...b.map(Math.abs));
  const worst = Math.max(0, ...Array.from(a, (value, i) => Math.abs(value - (b[i] as number))));
  expect(worst / scale).toBeLessThan(tolerance);
};

describeBackends('executor', (tf) => {
  // Fused on its own, in another order, and node by node where somebody looks at the activations.
  test.each([
    [28, 28, 1, 'valid', 'valid', 'relu'],
    [13, 10, 1, 'valid', 'valid', 'relu6'],
    [12, 9, 1, 'same', 'valid', 'relu_n1_to_1'],
    [12, 10, 1, 'same', 'same', 'relu'],
    [11, 10, 1, 'same', 'same', 'relu'],
    [11, 12, 3, 'same', 'valid', 'relu'],
    [12, 12, 2, 'valid', 'same', 'none'],
  ] as const)(
    'conv %ix%ix%i %s, max-pool %s, %s: one result and gradient in every order',
    async (h, w, c, padding, pooled, act) => {
      for (const [kh, kw] of [
        [3, 3],
        [2, 4],
        [5, 1],
      ] as const) {
        const constants = memoryConstants();
        const build = graphBuilder(constants, 5);
        const filter = build.floats('w', [4, kh, kw, c]);
        const x = build.input('x', [1, h, w, c]);
        const y = build.emit('conv_2d', convolution(act, padding), [x, filter, build.floats('b', [4])]);
        const graph = build.graph([build.emit('max_pool_2d', pool(pooled), [build.emit('relu', {}, [y])])]);
        const network = await compiled(tf(), graph, constants);
        tf().tidy(() => {
          const weight = weightsOf(tf(), network);
          const input = tf().tensor(random(3, 2 * h * w * c), [2, h, w, c]);
          const run = (options: RunOptions) => (image: Tensor, kernel: Tensor, bias: Tensor) => {
            const [result] = network.run([image], (id) => (id === 'w' ? kernel : bias), options) as [Tensor];
            return tf().sum(tf().mul(result, tf().tensor(random(4, result.size), result.shape)));
          };
          const at = [input, weight('w'), weight('b')];
          const plain = tf().valueAndGrads(run({ training: true }) as never)(at);
          const seen = tf().valueAndGrads(run({ training: true, activation: (_, value) => value }) as never)(at);
          expectClose(plain.value, seen.value);
          plain.grads.forEach((gradient, i) => expectClose(gradient, seen.grads[i] as Tensor));
        });
      }
    },
  );

  test('of equal pixels in a window the first has the gradient, as in reference max-pooling', async () => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 1);
    const filter = build.floats('w', [2, 2, 2, 1]);
    const y = build.emit('conv_2d', convolution('none'), [build.input('x', [1, 5, 5, 1]), filter]);
    const network = await compiled(tf(), build.graph([build.emit('max_pool_2d', pool(), [y])]), constants);
    tf().tidy(() => {
      const weight = weightsOf(tf(), network);
      // A flat image: all four pixels of each window are equal.
      const gradient = (options: RunOptions): Tensor =>
        tf().grad((kernel: Tensor) => network.run([tf().ones([3, 5, 5, 1])], () => kernel, options)[0]?.sum() as never)(
          weight('w'),
        );
      const found = gradient({ training: true });
      expectClose(found, gradient({ training: true, activation: (_, value) => value }));
      expect(found.dataSync()[0]).toBe(12);
    });
  });

  test('shows and replaces every graph input and computed tensor', async () => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 2);
    const x = build.input('x', [1, 4]);
    const y = build.emit('fully_connected', dense, [x, build.floats('w', [3, 4])]);
    const network = await compiled(tf(), build.graph([build.emit('softmax', { beta: 1 }, [y])]), constants);
    tf().tidy(() => {
      const seen: string[] = [];
      const [result] = network.run([tf().ones([2, 4])], weightsOf(tf(), network), {
        training: false,
        activation: (id, value) => {
          seen.push(id);
          return id === y ? tf().zerosLike(value) : value;
        },
      });
      expect(seen).toEqual(['x', y, 'v1']);
      expectClose(result as Tensor, tf().fill([2, 3], 1 / 3));
    });
  });

  test('gives logits, times beta', async () => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 3);
    const x = build.input('x', [1, 4]);
    const y = build.emit('fully_connected', dense, [x, build.floats('w', [3, 4])]);
    const network = await compiled(tf(), build.graph([build.emit('softmax', { beta: 0.5 }, [y])]), constants);
    tf().tidy(() => {
      const input = tf().tensor(random(1, 8), [2, 4]);
      const weight = weightsOf(tf(), network);
      const [probabilities] = network.run([input], weight, { training: false });
      const [logits] = network.run([input], weight, { training: false, logits: true });
      expectClose(tf().softmax(logits as Tensor), probabilities as Tensor);
      expectClose(
        logits as Tensor,
        tf()
          .matMul(input as never, weight('w') as never, false, true)
          .mul(0.5),
      );
    });
  });

  test.each([[[1, 5, 4, 3]], [[1, 3]], [[3]]])('normalises %p by the batch in training', async (shape) => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 4);
    const statistics = [build.floats('mean', [3]), build.floats('variance', [3], 0.5, 2)];
    const scales = [build.floats('gamma', [3]), build.floats('beta', [3])];
    const y = build.emit('batch_normalization', { epsilon: 1e-3 }, [build.input('x', shape), ...statistics, ...scales]);
    const network = await compiled(tf(), build.graph([y]), constants);
    expect(network.parameters.map(({ id, trainable }) => [id, trainable])).toEqual([
      ['gamma', true],
      ['beta', true],
      ['mean', false],
      ['variance', false],
    ]);
    tf().tidy(() => {
      const count = shape.reduce((a, b) => a * b, 1);
      const rest = shape[0] === 1 ? shape.slice(1) : shape;
      const input = tf().tensor(random(6, 4 * count), [4, ...rest]);
      const weight = weightsOf(tf(), network);
      const state = new Map<string, Tensor>();
      const [found] = network.run([input], weight, { training: true, state: (id, value) => state.set(id, value) });
      const rows = input.reshape([-1, 3]);
      const [mean, n] = [rows.mean(0), rows.shape[0] as number];
      const variance = rows.sub(mean).square().mean(0);
      const expected = rows.sub(mean).div(variance.add(1e-3).sqrt()).mul(weight('gamma')).add(weight('beta'));
      expectClose(found as Tensor, expected.reshape(input.shape));
      expectClose(state.get('mean') as Tensor, weight('mean').mul(0.99).add(mean.mul(0.01)));
      const unbiased = variance.mul(n / (n - 1));
      expectClose(state.get('variance') as Tensor, weight('variance').mul(0.99).add(unbiased.mul(0.01)));
      // Moved by a constant, a batch normalises to the same: no gradient is left along it.
      const loss = (x: Tensor): Tensor => {
        const [result] = network.run([x], weight, { training: true }) as [Tensor];
        return result.mul(tf().tensor(random(7, result.size), result.shape)).sum();
      };
      const gradient = tf()
        .grad(loss as never)(input as never)
        .reshape([-1, 3]);
      expectClose(gradient.sum(0), tf().zeros([3]), 1e-4);
      expect(gradient.abs().sum().dataSync()[0]).toBeGreaterThan(0.1);
    });
  });

  test('drops out in training only, the same for the same seed', async () => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 8);
    const y = build.emit('dropout', { rate: 0.25 }, [build.input('x', [1, 1000])]);
    const network = await compiled(tf(), build.graph([y]), constants);
    tf().tidy(() => {
      const run = (options: RunOptions): Float32Array =>
        network.run([tf().ones([4, 1000])], () => tf().zeros([1]), options)[0]?.dataSync() as Float32Array;
      expect(run({ training: false, random: seededRandom(1) }).every((value) => value === 1)).toBe(true);
      const first = run({ training: true, random: seededRandom(1) });
      expect(run({ training: true, random: seededRandom(1) })).toEqual(first);
      expect(run({ training: true, random: seededRandom(2) })).not.toEqual(first);
      expect(first.every((value) => value === 0 || Math.abs(value - 4 / 3) < 1e-6)).toBe(true);
      const kept = first.filter((value) => value > 0).length / first.length;
      expect(Math.abs(kept - 0.75)).toBeLessThan(0.03);
    });
  });

  test('trains weights through their fake quantisation, straight through within the range', async () => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 9);
    const quant = { min: -0.5, max: 0.5, numBits: 8, narrowRange: true };
    const quantised = build.emit('fake_quant', quant, [build.floats('w', [3, 4])]);
    const y = build.emit('fully_connected', dense, [build.input('x', [1, 4]), quantised]);
    const network = await compiled(tf(), build.graph([y]), constants);
    expect(network.parameters.map(({ id, trainable }) => [id, trainable])).toEqual([['w', true]]);
    tf().tidy(() => {
      const weight = weightsOf(tf(), network)('w');
      const loss = (w: Tensor): Tensor =>
        network.run([tf().ones([1, 4])], () => w, { training: true })[0]?.sum() as Tensor;
      const gradient = tf()
        .grad(loss as never)(weight as never)
        .dataSync();
      expect([...gradient]).toEqual([...weight.dataSync()].map((value) => (Math.abs(value) <= 0.5 ? 1 : 0)));
    });
  });

  test('trains float16 weights as float32 constants of its own graph', async () => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 10);
    const half = float32ArrayToFloat16(random(11, 12));
    const stored = build.constant('half', { dtype: 'float16', shape: [3, 4] }, half);
    const w = build.emit('dequantize', {}, [stored]);
    const graph = build.graph([build.emit('fully_connected', dense, [build.input('x', [1, 4]), w])]);
    const network = await compiled(tf(), graph, constants);
    expect(network.parameters.map(({ id, data }) => [id, data])).toEqual([[w, float16ArrayToFloat32(half)]]);
    expect(network.graph.nodes.map(({ op }) => op)).toEqual(['fully_connected']);
    expect(valueOf(network.graph, w).type.dtype).toBe('float32');
    expect(valueOf(network.graph, w).data).toBeDefined();
    expect(network.graph.values.has('half')).toBe(false);
  });

  test('leaves no tensor behind', async () => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 12);
    const x = build.input('x', [1, 6, 6, 1]);
    const y = build.emit('conv_2d', convolution('relu'), [x, build.floats('w', [2, 3, 3, 1]), build.floats('b', [2])]);
    const scaled = build.emit('mul', { activation: 'none' }, [y, build.floats('scale', [2])]);
    const network = await compiled(tf(), build.graph([build.emit('max_pool_2d', pool(), [scaled])]), constants);
    const step = (): void =>
      tf().tidy(() => {
        const weight = weightsOf(tf(), network);
        const loss = (w: Tensor): Tensor =>
          network
            .run([tf().ones([2, 6, 6, 1])], (id) => (id === 'w' ? w : weight(id)), { training: true })[0]
            ?.sum() as Tensor;
        tf().grad(loss as never)(weight('w') as never);
      });
    step();
    const { numTensors } = tf().memory();
    step();
    step();
    expect(tf().memory().numTensors).toBe(numTensors);
  });

  test('says which layer it cannot train', async () => {
    const constants = memoryConstants();
    const build = graphBuilder(constants, 13);
    const x = build.input('x', [1, 4]);
    const y = build.emit('relu', {}, [x]);
    const graph = build.graph([y]);
    const unknown = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, op: 'acme_op' }) as never) };
    await expect(compiled(tf(), unknown, constants)).rejects.toThrow(/^TML617: layer n0 .*acme_op/);
    const state = [{ name: 'memory', input: 'x', output: y }];
    await expect(compiled(tf(), { ...graph, state }, constants)).rejects.toThrow(/^TML619: .*memory/);
    const values = new Map(graph.values).set('x', {
      id: 'x',
      type: { dtype: 'int8', shape: [1, 4], quant: { scale: [1], zeroPoint: [0] } },
    });
    await expect(compiled(tf(), { ...graph, values }, constants)).rejects.toThrow(
      /^TML616: layer n0 .*tensor x is int8/,
    );
    const axes = { id: 'axes', type: { dtype: 'int32', shape: [1] } } as const;
    const reducing = {
      ...graph,
      inputs: ['x', 'axes'],
      values: new Map(graph.values).set('axes', axes),
      nodes: [{ id: 'n0', op: 'mean', attrs: { keepDims: true }, inputs: ['x', 'axes'], outputs: [y] }],
    } as Graph;
    await expect(compiled(tf(), reducing, constants)).rejects.toThrow(/^TML618: layer n0 \(mean\) .*axes/);
  });

  test('frees the constants that it keeps, and takes them anew when it runs again', async () => {
    const constants = memoryConstants();
    const builder = graphBuilder(constants, 5);
    const x = builder.input('x', [1, 4]);
    const graph = builder.graph([builder.emit('mul', { activation: 'none' }, [x, builder.floats('factors', [4])])]);
    const network = await compiled(tf(), graph, constants);
    const run = (): number[] =>
      tf().tidy(() => {
        const [y] = network.run([tf().ones([2, 4])], weightsOf(tf(), network), { training: false });
        return Array.from(y?.dataSync() ?? []) as never;
      }) as unknown as number[];
    const before = tf().memory().numTensors;
    const first = run();
    expect(tf().memory().numTensors).toBe(before + 1);
    network.dispose();
    expect(tf().memory().numTensors).toBe(before);
    expect(run()).toEqual(first);
    network.dispose();
  });
});
