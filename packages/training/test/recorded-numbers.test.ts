// What training computes, to the last bit: results and gradients of every operator, and weights after some steps. Recorded on
// the JavaScript backend; `-u` writes the files anew.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, jest, test } from '@jest/globals';
import {
  constantOf,
  elementCount,
  memoryConstants,
  seededRandom,
  valueOf,
  type Graph,
  type Samples,
  type ValueId,
} from '@tinyml/core';
import { testContext } from '@tinyml/core/testing';
import type { Tensor } from '@tensorflow/tfjs';
import { compileNetwork } from '../src/executor/compile-network.ts';
import { fineTune } from '../src/fine-tune.ts';
import { train } from '../src/passes/train.ts';
import { openJavaScript, type Tf } from './support/backends.ts';
import { convolution, dense, graphBuilder, pool } from './support/graphs.ts';
import { ofPositive, operators, randomNode, testedOperators, type RandomNode } from './support/random-nodes.ts';

jest.setTimeout(120_000);
process.env['TINYML_TRAINING_BACKEND'] = 'cpu';

const file = (name: string): URL => new URL(`recorded/${name}.json`, import.meta.url);

const digestOf = (arrays: readonly Float32Array[]): string => {
  const hash = createHash('sha256');
  // −0 and 0 are alike.
  for (const data of arrays) hash.update(Float32Array.from(data, (value) => value + 0));
  return hash.digest('hex').slice(0, 16);
};

const isWriting = process.argv.includes('-u') || process.argv.includes('--updateSnapshot');

const expectRecorded = (name: string, found: Readonly<Record<string, string>>): void => {
  if (isWriting || !existsSync(file(name))) writeFileSync(file(name), `${JSON.stringify(found, null, 2)}\n`);
  // What was added since is recorded with `-u`.
  expect(found).toMatchObject(JSON.parse(readFileSync(file(name), 'utf8')) as object);
};

const batch = 3;

/** Results and gradients, in training, for inputs and weights alike. */
const numbersOf = async (tf: Tf, { graph, constants }: RandomNode, seed: number): Promise<readonly Float32Array[]> => {
  const network = await compileNetwork(graph, tf, constants, operators);
  const draw = seededRandom(seed);
  const isPositive = graph.nodes.some(({ op }) => ofPositive.has(op));
  const isFloat = (id: ValueId): boolean => valueOf(graph, id).type.dtype === 'float32';
  return tf.tidy(() => {
    const inputs = graph.inputs.map((id) => {
      const { shape } = valueOf(graph, id).type;
      const count = batch * elementCount(shape);
      const data = Float32Array.from({ length: count }, () =>
        isFloat(id) ? (isPositive ? 0.2 + draw() : draw() * 2.4 - 1.2) : 0,
      );
      return tf.tensor(data, [batch, ...shape], isFloat(id) ? 'float32' : 'int32');
    });
    const weights = new Map(network.parameters.map(({ id, data, shape }) => [id, tf.tensor(data, [...shape])]));
    const floats = graph.inputs.flatMap((id, i) => (isFloat(id) ? [i] : []));
    const trained = network.parameters.filter(({ trainable }) => trainable).map(({ id }) => id);
    const results: Float32Array[] = [];
    const loss = (...tensors: Tensor[]): Tensor => {
      const given = inputs.map((tensor, i) => tensors[floats.indexOf(i)] ?? tensor);
      const own = new Map(trained.map((id, i) => [id, tensors[floats.length + i] as Tensor]));
      const outputs = network.run(given, (id) => own.get(id) ?? (weights.get(id) as Tensor), {
        training: true,
        random: seededRandom(seed),
        state: (_, value) => results.push(Float32Array.from(value.dataSync())),
      });
      results.push(...outputs.map((tensor) => Float32Array.from(tensor.dataSync())));
      const factors = seededRandom(seed + 1);
      const terms = outputs.map((tensor) =>
        tf.sum(
          tf.mul(tensor.flatten(), tf.tensor1d(Float32Array.from({ length: tensor.size }, () => factors() * 2 - 1))),
        ),
      );
      return tf.addN(terms);
    };
    const at = [...floats.map((i) => inputs[i] as Tensor), ...trained.map((id) => weights.get(id) as Tensor)];
    if (at.length === 0) loss();
    const gradients = at.length === 0 ? [] : tf.grads(loss as never)(at);
    return [...results, ...gradients.map((tensor) => Float32Array.from(tensor.dataSync()))] as never;
  }) as unknown as readonly Float32Array[];
};

let tf: Tf;
beforeAll(async () => {
  tf = await openJavaScript();
});

test('results and gradients of every operator', async () => {
  const found: Record<string, string> = {};
  for (const op of [...testedOperators].sort()) {
    const numbers: Float32Array[] = [];
    for (let seed = 200; seed < 204; seed++) numbers.push(...(await numbersOf(tf, randomNode(op, seed), seed)));
    found[op] = digestOf(numbers);
  }
  expectRecorded('operators', found);
});

const constants = memoryConstants();

/** A small image classifier with most of what training does beside convolutions. */
const classifier = (): Graph => {
  const build = graphBuilder(constants, 11);
  const x = build.input('x', [1, 9, 9, 1]);
  const first = build.emit('conv_2d', convolution('relu', 'same'), [
    x,
    build.floats('w1', [4, 3, 3, 1], -0.5, 0.5),
    build.floats('b1', [4], -0.1, 0.1),
  ]);
  const pooled = build.emit('max_pool_2d', pool('same'), [first]);
  const second = build.emit('depthwise_conv_2d', { ...convolution('none', 'same'), depthMultiplier: 1 }, [
    pooled,
    build.floats('w2', [1, 3, 3, 4], -0.5, 0.5),
    build.floats('b2', [4], -0.1, 0.1),
  ]);
  const normal = build.emit('batch_normalization', { epsilon: 1e-3 }, [
    second,
    build.floats('mean', [4], -0.1, 0.1),
    build.floats('variance', [4], 0.5, 1),
    build.floats('gamma', [4], 0.5, 1),
    build.floats('beta', [4], -0.1, 0.1),
  ]);
  const active = build.emit('hard_swish', {}, [normal]);
  const dropped = build.emit('dropout', { rate: 0.25 }, [active]);
  const flat = build.emit('reshape', { newShape: [1, 100] }, [dropped]);
  const logits = build.emit('fully_connected', dense, [
    flat,
    build.floats('w3', [3, 100], -0.2, 0.2),
    build.floats('b3', [3], -0.1, 0.1),
  ]);
  return build.graph([build.emit('softmax', { beta: 1 }, [logits])]);
};

const samples = (): Samples => {
  const draw = seededRandom(5);
  const images = Array.from({ length: 48 }, () => Float32Array.from({ length: 81 }, () => draw()));
  return {
    count: images.length,
    inputs: (index) => [
      { type: { dtype: 'float32', shape: [1, 9, 9, 1] }, data: images[index] ?? new Float32Array(81) },
    ],
    labels: images.map((image) => Math.floor((image[40] ?? 0) * 3)),
  };
};

test('weights after two epochs', async () => {
  const found: Record<string, string> = {};
  for (const optimizer of ['adam', 'sgd'] as const) {
    const graph = classifier();
    const options = { epochs: 2, batch: 16, learningRate: 0.01, optimizer };
    const context = testContext(train as never, graph, options as never, { operators, constants, samples: samples() });
    const { graph: trained } = await fineTune(graph, context as never, { pass: 'train', original: null });
    for (const id of ['w1', 'b1', 'w2', 'b2', 'gamma', 'beta', 'mean', 'variance', 'w3', 'b3'])
      found[`${optimizer} ${id}`] = digestOf([constantOf(trained, constants, id)?.data as Float32Array]);
  }
  expectRecorded('weights', found);
});
