// Every float operator in TensorFlow.js: results against reference execution, gradients against differences of it.
import { expect, test } from '@jest/globals';
import {
  elementCount,
  prepare,
  seededRandom,
  slotOf,
  valueOf,
  whyNone,
  type Graph,
  type OpName,
  type Runner,
  type Tensor as Data,
  type ValueId,
  isNode,
} from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { compileNetwork } from '../src/executor/compile-network.ts';
import { gradientSlot } from '../src/executor/gradient.ts';
import type { Parameter } from '../src/executor/network.ts';
import { describeBackends, type Tf } from './support/backends.ts';
import { ofPositive, operators, randomNode, testedOperators, type RandomNode } from './support/random-nodes.ts';

const batch = 3;
const nudge = 1 / 1024;

type Sample = readonly Data[];

/** Inputs away from each other, so that few of them lie near the kink of a maximum or an activation. */
const sampleOf = (graph: Graph, seed: number): Sample => {
  const random = seededRandom(seed);
  const [node] = graph.nodes;
  const isPositive = node !== undefined && ofPositive.has(node.op);
  return graph.inputs.map((id): Data => {
    const { type } = valueOf(graph, id);
    const count = elementCount(type.shape);
    if (type.dtype === 'float32')
      return {
        type,
        data: Float32Array.from({ length: count }, () => (isPositive ? 0.2 + random() : random() * 2.4 - 1.2)),
      };
    // Places of a gather.
    const table = valueOf(graph, node?.inputs[0] ?? '').type.shape;
    const axis = isNode(node, 'gather') ? node.attrs.axis : 0;
    const size = table.at(axis) ?? 1;
    return { type, data: Int32Array.from({ length: count }, () => Math.floor(random() * size)) };
  });
};

const outputsOf = (runner: Runner, sample: Sample): readonly Float32Array[] =>
  runner.run(sample).map(({ data }) => data as Float32Array);

/** Weights of the outputs' elements in the scalar that is differentiated. */
const factorsOf = (graph: Graph): readonly Float32Array[] => {
  const random = seededRandom(77);
  return graph.outputs.map((id) =>
    Float32Array.from({ length: batch * elementCount(valueOf(graph, id).type.shape) }, () => random() * 2 - 1),
  );
};

const scalarOf = (outputs: readonly Float32Array[], factors: readonly Float32Array[], sample: number): number =>
  outputs.reduce((sum, values, i) => {
    const start = sample * values.length;
    return values.reduce((total, value, k) => total + value * (factors[i]?.[start + k] as number), sum);
  }, 0);

interface Slope {
  readonly value: number;
  /** The two sides disagree: a kink. */
  readonly kink: boolean;
}

const slopeOf = (at: (shift: number) => number): Slope => {
  const [below, here, above] = [at(-nudge), at(0), at(nudge)];
  const [left, right] = [(here - below) / nudge, (above - here) / nudge];
  return { value: (left + right) / 2, kink: Math.abs(left - right) > 2e-3 * (1 + Math.abs(left)) };
};

const batchTensors = (tf: Tf, graph: Graph, samples: readonly Sample[]): Tensor[] =>
  graph.inputs.map((id, i) => {
    const { shape, dtype } = valueOf(graph, id).type;
    const parts = samples.map((sample) =>
      tf.tensor(sample[i]?.data as Float32Array, [1, ...shape], dtype as 'float32'),
    );
    return tf.concat(parts);
  });

const close = (found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void => {
  expect(found.length).toBe(expected.length);
  let [worst, scale] = [0, 1];
  for (let i = 0; i < expected.length; i++) {
    worst = Math.max(worst, Math.abs((found[i] as number) - (expected[i] as number)));
    scale = Math.max(scale, Math.abs(expected[i] as number));
  }
  expect(worst / scale).toBeLessThan(tolerance);
};

const checkResults = async (tf: Tf, { graph, constants }: RandomNode, samples: readonly Sample[]): Promise<void> => {
  const network = await compileNetwork(graph, tf, constants, operators);
  const runner = prepare(graph, { operators, constants });
  const found = tf.tidy(() => {
    const weights = new Map(network.parameters.map(({ id, data, shape }) => [id, tf.tensor(data, [...shape])]));
    const outputs = network.run(batchTensors(tf, graph, samples), (id) => weights.get(id) as Tensor, {
      training: false,
    });
    outputs.forEach(({ shape }, i) => {
      const expected = valueOf(graph, graph.outputs[i] as ValueId).type.shape;
      expect(shape).toEqual(expected[0] === 1 ? [batch, ...expected.slice(1)] : [batch, ...expected]);
    });
    return outputs.map((tensor) => tensor.dataSync() as Float32Array);
  });
  samples.forEach((sample, n) => {
    outputsOf(runner, sample).forEach((expected, i) => {
      close(found[i]?.subarray(n * expected.length, (n + 1) * expected.length) ?? [], expected, 1e-5);
    });
  });
};

/** Some elements of an array: all of a short one. */
const some = (length: number): readonly number[] =>
  length <= 8
    ? Array.from({ length }, (_, i) => i)
    : Array.from({ length: 8 }, (_, i) => Math.floor(((i + 0.5) * length) / 8));

const shifted = (data: Float32Array, index: number, shift: number): Float32Array => {
  const copy = Float32Array.from(data);
  copy[index] = (copy[index] as number) + shift;
  return copy;
};

/** The graph with another value of a parameter. */
const withParameter = (node: RandomNode, { id }: Parameter, data: Float32Array): Runner => {
  const { graph, constants } = node;
  const digest = constants.put(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const values = new Map(graph.values).set(id, { ...valueOf(graph, id), data: digest });
  return prepare({ ...graph, values }, { operators, constants });
};

/** Counts what was compared, and what lay at a kink. */
const checkGradients = async (
  tf: Tf,
  node: RandomNode,
  samples: readonly Sample[],
): Promise<{ compared: number; kinks: number }> => {
  const { graph, constants } = node;
  const network = await compileNetwork(graph, tf, constants, operators);
  const factors = factorsOf(graph);
  const floats = graph.inputs
    .map((id, i) => ({ id, i }))
    .filter(({ id }) => valueOf(graph, id).type.dtype === 'float32');
  const trained = network.parameters.filter(({ trainable }) => trainable);
  if (floats.length + trained.length === 0) return { compared: 0, kinks: 0 };
  const gradients = tf.tidy(() => {
    const inputs = batchTensors(tf, graph, samples);
    const fixed = new Map(network.parameters.map(({ id, data, shape }) => [id, tf.tensor(data, [...shape])]));
    const loss = (...tensors: Tensor[]): Tensor => {
      const given = inputs.map((tensor, i) => tensors[floats.findIndex((entry) => entry.i === i)] ?? tensor);
      const weights = new Map(trained.map(({ id }, i) => [id, tensors[floats.length + i] as Tensor]));
      const outputs = network.run(given, (id) => weights.get(id) ?? (fixed.get(id) as Tensor), { training: false });
      return tf.addN(
        outputs.map((tensor, i) => tf.sum(tf.mul(tensor.flatten(), tf.tensor1d(factors[i] as Float32Array)))),
      );
    };
    const at = [...floats.map(({ i }) => inputs[i] as Tensor), ...trained.map(({ id }) => fixed.get(id) as Tensor)];
    return tf
      .grads(loss as never)(at)
      .map((tensor) => tensor.dataSync() as Float32Array);
  });
  const runner = prepare(graph, { operators, constants });
  const count = { compared: 0, kinks: 0 };
  const compare = (found: number, slope: Slope): void => {
    count.compared += 1;
    if (slope.kink) count.kinks += 1;
    else expect(Math.abs(found - slope.value) / (1 + Math.abs(slope.value))).toBeLessThan(2e-3);
  };
  floats.forEach(({ i }, gradient) => {
    samples.forEach((sample, n) => {
      const data = sample[i]?.data as Float32Array;
      for (const k of some(data.length)) {
        const at = (shift: number): number => {
          const moved = sample.map((tensor, index) =>
            index === i ? { ...tensor, data: shifted(data, k, shift) } : tensor,
          );
          return scalarOf(outputsOf(runner, moved), factors, n);
        };
        compare(gradients[gradient]?.[n * data.length + k] ?? NaN, slopeOf(at));
      }
    });
  });
  trained.forEach((parameter, index) => {
    for (const k of some(parameter.data.length)) {
      const at = (shift: number): number => {
        const moved = withParameter(node, parameter, shifted(parameter.data, k, shift));
        return samples.reduce((sum, sample, n) => sum + scalarOf(outputsOf(moved, sample), factors, n), 0);
      };
      compare(gradients[floats.length + index]?.[k] ?? NaN, slopeOf(at));
    }
  });
  return count;
};

test('every operator has a gradient, which is tested, or says why not', () => {
  const all = [...operators.values()];
  const withOne = all.filter((operator) => slotOf(gradientSlot, operator) !== undefined).map(({ name }) => name);
  expect([...testedOperators].sort()).toEqual(withOne.sort());
  expect(all.filter(({ name }) => !withOne.includes(name)).map((operator) => whyNone(gradientSlot, operator))).toEqual(
    Array.from({ length: all.length - withOne.length }, () => expect.any(String)),
  );
});

const seeds = Array.from({ length: Number(process.env['TINYML_TEST_SEEDS'] ?? 6) }, (_, i) => 100 + i);

/** Rounds, with a gradient that is not that of its result: the straight-through estimator. Tested by itself. */
const straightThrough: ReadonlySet<OpName> = new Set(['fake_quant']);

describeBackends('operators in TensorFlow.js', (tf) => {
  test.each(testedOperators)('%s', async (op) => {
    const total = { compared: 0, kinks: 0 };
    for (const seed of seeds) {
      const node = randomNode(op, seed);
      const samples = Array.from({ length: batch }, (_, n) => sampleOf(node.graph, 1000 * seed + n));
      try {
        await checkResults(tf(), node, samples);
        if (straightThrough.has(op)) continue;
        const { compared, kinks } = await checkGradients(tf(), node, samples);
        total.compared += compared;
        total.kinks += kinks;
      } catch (error) {
        throw new Error(`seed ${String(seed)}: ${node.text}`, { cause: error });
      }
    }
    if (!straightThrough.has(op)) expect(total.compared).toBeGreaterThan(0);
    expect(total.kinks).toBeLessThanOrEqual(total.compared / 5);
  });
});
