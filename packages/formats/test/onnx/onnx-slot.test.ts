import { expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants, type Operator, type OperatorTable } from '@tinyml/core';
import type { OnnxOperators } from '../../src/index.ts';
import { readOnnx } from '../../src/onnx/read.ts';
import { operators } from '../operators.ts';
import { onnxFile } from './onnx-file.ts';

const file = (op: string, domain = ''): Uint8Array =>
  onnxFile({ inputs: { x: [1, 3] }, outputs: ['y'], nodes: [{ op, domain, in: ['x'], out: ['y'] }] });

const readWith = async (table: OperatorTable, bytes: Uint8Array): Promise<readonly string[]> => {
  const readFile = (): Promise<Uint8Array> => Promise.reject(new Error('no files'));
  try {
    const graph = await readOnnx(
      { path: 'm.onnx', bytes, readFile },
      { constants: memoryConstants(), operators: table },
    );
    return graph.nodes.map(({ op }) => op);
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code} ${message}`);
  }
};

const replaced = (name: string, onnx: OnnxOperators): OperatorTable => {
  const operator = operators.get(name) as Operator;
  return new Map<string, Operator>([...operators, [name, { ...operator, slots: { ...operator.slots, onnx } }]]);
};

test('an operator brings the names that it has in ONNX, also of another domain', async () => {
  const table = replaced('relu', { 'ai.onnx.ml.Ramp': (call) => call.unary('relu', {}) });
  expect(await readWith(table, file('Ramp', 'ai.onnx.ml'))).toEqual(['relu']);
});

test('without an operator its names are unknown', async () => {
  const table = new Map([...operators].filter(([name]) => name !== 'leaky_relu'));
  expect(await readWith(operators, file('LeakyRelu'))).toEqual(['leaky_relu']);
  expect(await readWith(table, file('LeakyRelu'))).toEqual([
    'TML301 LeakyRelu (y): tinyml does not have this operator',
  ]);
});

test('what an operator refuses is told with the node', async () => {
  const refusing: OnnxOperators = {
    'ai.onnx.ml.Ramp': (call) => {
      throw call.refused('it is too steep');
    },
  };
  expect(await readWith(replaced('relu', refusing), file('Ramp', 'ai.onnx.ml'))).toEqual([
    'TML301 Ramp (y): it is too steep',
  ]);
});

test('one name has one owner', async () => {
  const table = replaced('relu', { Softplus: (call) => call.unary('relu', {}) });
  expect((await readWith(table, file('LeakyRelu'))).join()).toMatch(
    /^TML313 .*operator relu has the operator Softplus already/,
  );
});
