import { expect, jest, test } from '@jest/globals';
import { prepare, valueOf, type TensorData } from '@tinyml/core';
import { builtinOperatorTable as operators } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { onnxFile, type FileGraph, type FileNode } from '../../../formats/test/onnx/onnx-file.ts';
import { problemsOf, read, type Read } from '../../../formats/test/onnx/onnx-run.ts';
import { resultsInC } from './results-in-c.ts';

jest.setTimeout(120_000);

const constants = {
  limit: { shape: [], values: [100] },
  two: { shape: [], values: [2] },
  one: { shape: [], values: [1] },
  zero: { dtype: 'int64', shape: [1], values: [0] },
} as const;

const sum = (x: string, out: string): FileNode => ({ op: 'ReduceSum', in: [x, 'zero'], out: [out], attrs: { keepdims: { int: 0 } } }); // prettier-ignore
const plain = (op: string, inputs: readonly string[], out: string): FileNode => ({ op, in: inputs, out: [out] });

const fileOf = (graph: Omit<FileGraph, 'constants'>): Uint8Array => onnxFile({ ...graph, constants });

/** Σ x > 100 ? 2 x : (Σ x > 1 ? x + y : y), where y is computed outside and read within both graphs. */
const inner: FileNode = {
  op: 'If',
  in: ['isSome'],
  out: ['chosen'],
  attrs: {
    then_branch: { graph: { nodes: [plain('Add', ['x', 'y'], 'a')], outputs: ['a'] } },
    else_branch: { graph: { nodes: [plain('Identity', ['y'], 'b')], outputs: ['b'] } },
  },
};

const branches = fileOf({
  inputs: { x: [4] },
  outputs: ['z'],
  nodes: [
    sum('x', 's'),
    plain('Mul', ['x', 'x'], 'y'),
    plain('Greater', ['s', 'limit'], 'isLarge'),
    {
      op: 'If',
      in: ['isLarge'],
      out: ['z'],
      attrs: {
        then_branch: { graph: { nodes: [plain('Mul', ['x', 'two'], 'double')], outputs: ['double'] } },
        else_branch: { graph: { nodes: [plain('Greater', ['s', 'one'], 'isSome'), inner], outputs: ['chosen'] } },
      },
    },
  ],
});

const branched = (x: readonly number[]): readonly number[] => {
  const total = x.reduce((a, b) => a + b, 0);
  if (total > 100) return x.map((v) => 2 * v);
  return x.map((v) => (total > 1 ? v + v * v : v * v));
};

/** v ← 2 v + x while Σ v < 100, beginning with v = x; the body reads x, which v begins as, by its name outside. */
const loopBody: FileGraph = {
  inputs: { i: [], c: [], v: [4] },
  outputs: ['more', 'next'],
  nodes: [
    plain('Mul', ['v', 'two'], 'doubled'),
    plain('Add', ['doubled', 'x'], 'next'),
    sum('next', 't'),
    plain('Less', ['t', 'limit'], 'more'),
  ],
};

const loops = fileOf({
  inputs: { x: [4] },
  outputs: ['z'],
  nodes: [
    sum('x', 's'),
    plain('Less', ['s', 'limit'], 'begins'),
    { op: 'Loop', in: ['', 'begins', 'x'], out: ['z'], attrs: { body: { graph: loopBody } } },
  ],
});

const looped = (x: readonly number[]): readonly number[] => {
  let v = x;
  while (v.reduce((a, b) => a + b, 0) < 100) v = v.map((one, i) => 2 * one + (x[i] ?? 0));
  return v;
};

/** v ← v + i for i below the whole part of the first element, from 0 on. */
const counted = fileOf({
  inputs: { x: [4] },
  outputs: ['z'],
  nodes: [
    { op: 'ReduceMax', in: ['x'], out: ['m'], attrs: { keepdims: { int: 0 } } },
    { op: 'Cast', in: ['m'], out: ['turns'], attrs: { to: { int: 7 } } },
    {
      op: 'Loop',
      in: ['turns', '', 'x'],
      out: ['z'],
      attrs: {
        body: {
          graph: {
            inputs: { i: [], c: [], v: [4] },
            outputs: ['c', 'next'],
            nodes: [
              { op: 'Cast', in: ['i'], out: ['index'], attrs: { to: { int: 1 } } },
              plain('Add', ['v', 'index'], 'next'),
            ],
          },
        },
      },
    },
  ],
});

const countedUp = (x: readonly number[]): readonly number[] => {
  const turns = Math.max(0, Math.trunc(Math.max(...x)));
  return x.map((v) => v + (turns * (turns - 1)) / 2);
};

/** The first turn is known, whether there is another one is not. */
const peeled = fileOf({
  inputs: { x: [4] },
  outputs: ['z'],
  nodes: [{ op: 'Loop', in: ['', '', 'x'], out: ['z'], attrs: { body: { graph: loopBody } } }],
});

const cases = [
  { name: 'branches within branches', file: branches, answer: branched },
  { name: 'a loop whose condition depends on the input', file: loops, answer: looped },
  { name: 'a loop whose number of turns depends on the input', file: counted, answer: countedUp },
  {
    name: 'a loop of which one turn is known',
    file: peeled,
    answer: (x: readonly number[]) => looped(x.map((v) => v)).map((v, i) => (x.reduce((a, b) => a + b, 0) < 100 ? v : 2 * v + (x[i] ?? 0))), // prettier-ignore
  },
] as const;

const samples = [
  [1, 2, 3, 4],
  [0.25, 0.25, 0.125, 0],
  [60, 30, 20, 10],
  [5, 0, 7.5, 3],
] as const;

const runOn = ({ graph, constants: held }: Read, x: readonly number[]): readonly TensorData[] =>
  prepare(graph, { operators, constants: held })
    .run(graph.inputs.map((id) => ({ type: valueOf(graph, id).type, data: Float32Array.from(x) })))
    .map(({ data }) => data);

test.each(cases)('$name', async ({ file, answer }) => {
  const model = await read(file);
  for (const x of samples) expect(Array.from(runOn(model, x)[0] as Float32Array)).toEqual(answer(x));
});

test('results of each turn of such a loop are refused', async () => {
  const body: FileGraph = { ...loopBody, outputs: ['more', 'next', 't'] };
  const file = fileOf({
    inputs: { x: [4] },
    outputs: ['z', 'all'],
    nodes: [
      sum('x', 's'),
      plain('Less', ['s', 'limit'], 'begins'),
      { op: 'Loop', in: ['', 'begins', 'x'], out: ['z', 'all'], attrs: { body: { graph: body } } },
    ],
  });
  expect(await problemsOf(read(file))).toEqual([
    'TML301 Loop (z): its turns depend on an input of the model, and so does the size of what it gives of each turn',
  ]);
});

test('branches that give tensors of other shapes are refused', async () => {
  const file = fileOf({
    inputs: { x: [4] },
    outputs: ['z'],
    nodes: [
      sum('x', 's'),
      plain('Less', ['s', 'limit'], 'isSmall'),
      {
        op: 'If',
        in: ['isSmall'],
        out: ['z'],
        attrs: {
          then_branch: { graph: { nodes: [plain('Identity', ['x'], 'a')], outputs: ['a'] } },
          else_branch: { graph: { nodes: [plain('Identity', ['s'], 'b')], outputs: ['b'] } },
        },
      },
    ],
  });
  expect(await problemsOf(read(file))).toEqual([
    'TML301 If (z): its ways give float32[4] and float32[], and its condition depends on an input of the model',
  ]);
});

describeWith('in C', { commands: ['cc'] }, () => {
  test('all of them, on all samples', async () => {
    const models = await Promise.all(
      cases.flatMap(({ name, file, answer }) =>
        samples.map(async (x) => ({ name, input: Float32Array.from(x), wanted: answer(x), ...(await read(file)) })),
      ),
    );
    const found = (await resultsInC(models)).map(([result = new Float32Array()]) => Array.from(result, Number));
    expect(found).toEqual(models.map(({ wanted }) => wanted));
  });
});
