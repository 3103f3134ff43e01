import { expect, test } from '@jest/globals';
import { constantValue, memoryConstants, prepare, valueOf, type Graph, type Samples, type Tensor } from '@tinyml/core';
import { parseGraph } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { seededTensor, testContext } from '@tinyml/core/testing';
import { builtinPasses, int8Plan, type Range } from '@tinyml/passes';
import { compileNetwork } from '../src/executor/compile-network.ts';
import { quantizationAware } from '../src/quantization/quantization-aware.ts';
import { roundDataConstants } from '../src/quantization/data-constants.ts';
import { describeBackends } from './support/backends.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const source = `
name: net
inputs:
  x: float32[1, 8, 8, 2]
outputs: [y]
nodes:
  - id: conv
    op: conv_2d
    attrs: { padding: same, strides: [1, 1], dilations: [1, 1], activation: relu }
    inputs: [x, w1, b1]
    outputs:
      a: float32[1, 8, 8, 6]
  - id: pool
    op: max_pool_2d
    attrs: { padding: valid, strides: [2, 2], filter: [2, 2], activation: none }
    inputs: [a]
    outputs:
      p: float32[1, 4, 4, 6]
  - id: depthwise
    op: depthwise_conv_2d
    attrs: { padding: same, strides: [1, 1], dilations: [1, 1], depthMultiplier: 1, activation: none }
    inputs: [p, w2, b2]
    outputs:
      d: float32[1, 4, 4, 6]
  - id: sum
    op: add
    attrs: { activation: none }
    inputs: [d, c]
    outputs:
      s: float32[1, 4, 4, 6]
  - id: joined
    op: concatenation
    attrs: { axis: 3, activation: none }
    inputs: [s, p]
    outputs:
      j: float32[1, 4, 4, 12]
  - id: dense
    op: fully_connected
    attrs: { activation: none, keepNumDims: false }
    inputs: [j, w3, b3]
    outputs:
      z: float32[1, 5]
  - id: probabilities
    op: softmax
    attrs: { beta: 1 }
    inputs: [z]
    outputs:
      y: float32[1, 5]
`;

const constants = memoryConstants();

const graph = (): Graph => {
  const parsed = parseGraph(source, constants);
  const seeded = (id: string, seed: number, shape: number[]) => {
    const { type, data } = seededTensor({ dtype: 'float32', shape }, seed);
    return [id, constantValue(constants, id, type, data)] as const;
  };
  return {
    ...parsed,
    values: new Map([
      ...parsed.values,
      seeded('w1', 1, [6, 3, 3, 2]),
      seeded('b1', 2, [6]),
      seeded('w2', 3, [1, 3, 3, 6]),
      seeded('b2', 4, [6]),
      seeded('c', 5, [6]),
      seeded('w3', 6, [5, 192]),
      seeded('b3', 7, [5]),
    ]),
  };
};

const sample = (seed: number): Tensor<Float32Array> =>
  seededTensor({ dtype: 'float32', shape: [1, 8, 8, 2] }, seed) as never;

const samples: Samples = { count: 8, inputs: (index) => [sample(100 + index)] };

describeBackends('quantisation-aware training', (tf) => {
  test('sees in every layer what int8 will compute', async () => {
    const chosen = { perChannelDense: false };
    const original = graph();
    const plan = int8Plan(original, { constants, operators }, chosen);
    const rounded = roundDataConstants(original, plan, constants);
    const network = await compileNetwork(rounded, tf(), constants, operators);
    const variables = new Map(
      network.parameters.map(({ id, data, shape }) => [id, tf().variable(tf().tensor(data, [...shape]))]),
    );
    let ranges: ReadonlyMap<string, Range> = new Map();
    const technique = quantizationAware(plan, { weightBits: 8, decay: 0.9 }, (learned) => {
      ranges = learned;
    })({ tf: tf(), network, variables, steps: 6, stepsPerEpoch: 6, random: () => 0 });
    const weight = (training: boolean) => (id: string) => {
      const variable = variables.get(id);
      if (variable === undefined) throw new Error(id);
      return technique.weight?.(id, variable, training) ?? variable;
    };
    const run = (seed: number, training: boolean, see: (id: string, value: Float32Array) => void = () => undefined) =>
      tf().tidy(() => {
        network.run([tf().tensor(sample(seed).data, [1, 8, 8, 2])], weight(training), {
          training,
          activation(id, value) {
            const seen = technique.activation?.(id, value, training) ?? value;
            see(id, seen.dataSync() as Float32Array);
            return seen;
          },
        });
      });
    for (let step = 0; step < 6; step++) {
      run(100 + step, true);
      technique.afterStep?.(step);
    }

    const values = new Map(rounded.values);
    for (const [id, variable] of variables) {
      const data = technique.finish?.(id, variable).dataSync() as Float32Array;
      values.set(id, { ...valueOf(rounded, id), ...constantValue(constants, id, valueOf(rounded, id).type, data) });
    }
    for (const [id, range] of ranges)
      values.set(id, { ...valueOf(rounded, id), intent: { dtype: 'int8', range: [range] } });
    const trained: Graph = { ...rounded, values };
    const quantize = builtinPasses.find(({ name }) => name === 'quantize');
    if (quantize === undefined) throw new Error('no quantize');
    const context = testContext(quantize, trained, { mode: 'int8', io: 'float32' }, { operators, constants, samples });
    const result = await quantize.run(trained, context as never);
    const quantized = 'graph' in result ? result.graph : result;

    const simulated = new Map<string, Float32Array>();
    run(200, false, (id, value) => simulated.set(id, Float32Array.from(value)));
    let compared = 0;
    prepare(quantized, { constants, operators }).run([sample(200)], (id, tensor) => {
      const { quant } = tensor.type;
      const expected = simulated.get(id) ?? simulated.get(id.replace(/_int8$/, ''));
      if (quant === undefined || expected === undefined) return;
      compared++;
      const [scale = 0] = quant.scale;
      const steps = Array.from(expected, (value) => Math.round(value / scale) + (quant.zeroPoint[0] ?? 0));
      const off = steps.filter((value, i) => value !== tensor.data[i]).length;
      steps.forEach((value, i) => {
        expect(Math.abs(value - Number(tensor.data[i]))).toBeLessThanOrEqual(1);
      });
      // Requantisation by whole numbers rounds some results the other way.
      expect(off / steps.length).toBeLessThan(0.1);
    });
    expect(compared).toBe(8);
  });
});
