import { expect, test } from '@jest/globals';
import {
  constantValue,
  interpret,
  memoryConstants,
  toBytes,
  type DType,
  type Graph,
  type Node,
  type TensorData,
  type Value,
} from '@tinyml/core';
import { builtinKernels, builtinOperatorTable as operators } from '@tinyml/operators';
import { describeWith } from '../../../tools/testing.ts';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import { runTogether } from './many-programs.ts';
import { host } from './toy/graph.ts';

const hex = (data: TensorData): string => Buffer.from(toBytes(data)).toString('hex');

/** `equal` of an input and a constant; the constant is an output too. */
const comparison = (dtype: DType, constant: TensorData, withEqual: boolean) => {
  const constants = memoryConstants();
  const type = { dtype, shape: [4] };
  const values = new Map<string, Value>([
    ['x', { id: 'x', type }],
    ['k', constantValue(constants, 'k', type, constant)],
    ['same', { id: 'same', type: { dtype: 'bool', shape: [4] } }],
  ]);
  const node = { id: 'same', op: 'equal', attrs: {}, inputs: ['x', 'k'], outputs: ['same'] } as unknown as Node;
  if (!withEqual) values.delete('same');
  const graph: Graph = {
    name: 'wide',
    inputs: ['x'],
    outputs: withEqual ? ['same', 'k'] : ['k'],
    values,
    nodes: withEqual ? [node] : [],
  };
  return { constants, graph, type };
};

describeWith('constants of the wider integers', { commands: ['cc'] }, () => {
  test('are operands and outputs, to the ends of their ranges', async () => {
    const cases: readonly (readonly [DType, TensorData, TensorData, boolean])[] = [
      ['int64', BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n, -1n, 7n), BigInt64Array.of(-(2n ** 63n), 5n, -1n, 0n), true], // prettier-ignore
      ['uint64', BigUint64Array.of(0n, 2n ** 64n - 1n, 2n ** 63n, 7n), BigUint64Array.of(0n, 1n, 2n, 3n), false],
      ['uint32', Uint32Array.of(0, 2 ** 32 - 1, 2 ** 31, 7), Uint32Array.of(0, 1, 2, 3), false],
    ];
    const built = cases.map(([dtype, constant, input, withEqual]) => {
      const { constants, graph, type } = comparison(dtype, constant, withEqual);
      const name = `wide_${dtype}`;
      const program = lower(graph, { operators, kernels: builtinKernels, constants, target: host, name });
      const provenance = { tinyml: '0.0.0', model: { file: name, digest: 'sha256-0' } };
      const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null });
      const wanted = interpret(graph, [{ type, data: input }], { operators, constants }).map(({ data }) => hex(data));
      return { job: { program, files, inputs: [input] }, wanted };
    });
    const found = await runTogether(built.map(({ job }) => job));
    expect(found).toEqual(built.map(({ wanted }) => wanted));
  });
});
