import { expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants, prepare, toBytes, valueOf } from '@tinyml/core';
import { tfjsGraphFormat } from '../../src/index.ts';
import { operators } from '../operators.ts';

const float = { type: 'DT_FLOAT' };
const sizes = (...dim: readonly number[]): object => ({ shape: { dim: dim.map((size) => ({ size: String(size) })) } });
const words = (...list: readonly string[]): object => ({
  list: { s: list.map((word) => Buffer.from(word).toString('base64')) },
});

const weights: Readonly<Record<string, readonly number[]>> = {
  weights: [1, 2, -3],
  bias: [0.5, -1, 0],
  slopes: [3, 2, 1],
};
const shapes: Readonly<Record<string, readonly number[]>> = { weights: [1, 3], bias: [3], slopes: [3] };

/** One product of x, [1, 1], with the weights, and what `fused_ops` lists. */
const run = async (fused: readonly string[], attr: object, input: readonly string[]): Promise<readonly number[]> => {
  const names = Object.keys(weights);
  const node = [
    { name: 'x', op: 'Placeholder', attr: { dtype: float, shape: sizes(1, 1) } },
    ...names.map((name) => ({ name, op: 'Const', attr: { dtype: float } })),
    { name: 'y', op: '_FusedMatMul', input: ['x', 'weights', ...input], attr: { T: float, fused_ops: words(...fused), ...attr } }, // prettier-ignore
  ];
  const manifest = names.map((name) => ({ name, shape: shapes[name], dtype: 'float32' }));
  const model = { format: 'graph-model', modelTopology: { node }, weightsManifest: [{ paths: ['w.bin'], weights: manifest }] }; // prettier-ignore
  const bytes = new TextEncoder().encode(JSON.stringify(model));
  const readFile = (): Promise<Uint8Array> =>
    Promise.resolve(toBytes(Float32Array.from(Object.values(weights).flat())));
  const constants = memoryConstants();
  const graph = await tfjsGraphFormat.read({ path: 'm/model.json', bytes, readFile }, { constants, operators });
  const given = graph.inputs.map((id) => ({ type: valueOf(graph, id).type, data: Float32Array.of(-2) }));
  const [result] = prepare(graph, { operators, constants }).run(given);
  return Array.from(result?.data as Float32Array, Number);
};

// −2 · weights + bias is −1.5, −5, 6.
test.each([
  ['LeakyRelu', { leakyrelu_alpha: { f: 0.5 } }, ['bias'], [-0.75, -2.5, 6]],
  ['Prelu', {}, ['bias', 'slopes'], [-4.5, -10, 6]],
  ['Relu', {}, ['bias'], [0, 0, 6]],
  ['Elu', {}, ['bias'], [Math.expm1(-1.5), Math.expm1(-5), 6]],
  ['Sigmoid', {}, ['bias'], [-1.5, -5, 6].map((x) => 1 / (1 + Math.exp(-x)))],
  ['Tanh', {}, ['bias'], [-1.5, -5, 6].map(Math.tanh)],
])('%s after a bias', async (activation, attr, input, expected) => {
  const actual = await run(['BiasAdd', activation], attr, input);
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] ?? NaN) - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value));
  });
});

test('what is no operator is refused by its name', async () => {
  const error: unknown = await run(['BiasAdd', 'Bend'], {}, ['bias']).catch((reason: unknown) => reason);
  if (!isTinymlError(error)) throw error;
  expect(error.message).toContain('the activation Bend is not supported');
});
