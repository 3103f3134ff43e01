// An operator of a package trains by the slot that built-in ones fill.
import { describe, expect, test } from '@jest/globals';
import { defineOperator, memoryConstants, none, type Graph, type Operator, type SlotEntries } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import example from '../../../examples/third-party-pass/src/index.js';
import { compileNetwork } from '../src/executor/compile-network.ts';
import type { Gradient } from '../src/executor/gradient.ts';
import { openJavaScript } from './support/backends.ts';
import { graphBuilder } from './support/graphs.ts';
import { operators } from './support/random-nodes.ts';

const { operators: ofPackage } = example as unknown as { readonly operators: readonly Operator[] };

/** x where positive, else x times a slope for each channel. */
const slopes = (slots: SlotEntries): Operator =>
  defineOperator({
    name: 'acme_slopes',
    version: 1,
    summary: 'x, times a slope where negative',
    slots,
    attributes: { type: 'object', additionalProperties: false, properties: {} },
    arity: { inputs: [2, 2], outputs: [1, 1] },
    infer: ({ inputs: [x] }) => [x?.type ?? { dtype: 'float32', shape: [] }],
    check: () => undefined,
    run: () => [],
    macs: () => 0,
  });

const gradient: Gradient = {
  prepare:
    ({ tf }) =>
    ([x, slope]) => [tf.prelu(x as Tensor, slope as Tensor)],
  trained: [1],
};

const tableWith = (...more: readonly Operator[]) =>
  new Map([...operators.values(), ...more].map((operator) => [operator.name, operator]));

const constants = memoryConstants();

const graphOf = (op: string, operands: readonly (readonly [id: string, shape: readonly number[]])[] = []): Graph => {
  const build = graphBuilder(constants, 3);
  const x = build.input('x', [1, 4]);
  const more = operands.map(([id, shape]) => build.floats(id, shape));
  const graph = build.graph([build.emit('tanh', {}, [x])]);
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, op, inputs: [x, ...more] })) };
};

describe("a package's operator", () => {
  test('runs and is differentiated by its own gradient', async () => {
    const tf = await openJavaScript();
    const network = await compileNetwork(graphOf('rational_tanh'), tf, constants, tableWith(...ofPackage));
    const at = [-4, -1, 0.5, 2];
    const run = (x: Tensor): Tensor => network.run([x], () => x, { training: true })[0] as Tensor;
    const { value, grad } = tf.valueAndGrad((x) => tf.sum(run(x)))(tf.tensor2d([at]));
    const f = (x: number): number => (Math.abs(x) >= 3 ? Math.sign(x) : (x * (27 + x * x)) / (27 + 9 * x * x));
    expect(value.dataSync()[0]).toBeCloseTo(
      at.map(f).reduce((a, b) => a + b),
      5,
    );
    at.forEach((x, i) => {
      expect(grad.dataSync()[i]).toBeCloseTo((f(x + 1e-4) - f(x - 1e-4)) / 2e-4, 4);
    });
  });

  test('says which of its operands are trained', async () => {
    const tf = await openJavaScript();
    const table = tableWith(slopes({ gradient: () => Promise.resolve({ gradient }) }));
    const { parameters } = await compileNetwork(graphOf('acme_slopes', [['slope', [4]]]), tf, constants, table);
    expect(parameters).toMatchObject([{ id: 'slope', shape: [4], trainable: true }]);
  });

  test.each([
    [{}, /^TML617: layer n0 cannot be trained: operator acme_slopes has no gradient$/m],
    [{ gradient: none('it counts') }, /^TML617: .* operator acme_slopes has no gradient, because it counts$/m],
    [
      { gradient: () => Promise.reject(new Error('no such file')) },
      /^TML618: layer n0 \(acme_slopes\) .* its gradient cannot be loaded: Error: no such file/,
    ],
    [{ gradient: () => Promise.resolve({}) as never }, /^TML618: .* exports no `gradient` with `prepare`/],
  ] as const)('without one is refused: %p', async (slots, message) => {
    const tf = await openJavaScript();
    const compiled = compileNetwork(graphOf('acme_slopes', [['slope', [4]]]), tf, constants, tableWith(slopes(slots)));
    await expect(compiled).rejects.toThrow(message);
  });
});
