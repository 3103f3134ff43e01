import { expect, test } from '@jest/globals';
import { mutants } from '../mutants.ts';
import { onnxFile } from './onnx-file.ts';
import { problemsOf, read } from './onnx-run.ts';
import { startClock } from '../processor-time.ts';

const original = onnxFile({
  inputs: { x: [1, 2, 6, 6] },
  outputs: ['y', 'last'],
  nodes: [
    { op: 'Conv', in: ['x', 'w', 'b'], out: ['c'], attrs: { pads: { ints: [1, 1, 1, 1] }, strides: { ints: [2, 2] } } },
    { op: 'Relu', in: ['c'], out: ['r'] },
    { op: 'MaxPool', in: ['r'], out: ['p'], attrs: { kernel_shape: { ints: [2, 2] } } },
    { op: 'Shape', in: ['p'], out: ['s'] },
    { op: 'Gather', in: ['s', 'zero'], out: ['n'], attrs: { axis: { int: 0 } } },
    { op: 'Concat', in: ['n', 'rest'], out: ['to'], attrs: { axis: { int: 0 } } },
    { op: 'Reshape', in: ['p', 'to'], out: ['f'] },
    { op: 'Gemm', in: ['f', 'm'], out: ['y'], attrs: { transB: { int: 1 }, alpha: { float: 0.5 } } },
    {
      op: 'Loop',
      in: ['turns', '', 'f'],
      out: ['last'],
      attrs: {
        body: {
          graph: {
            inputs: { i: [], go: [], v: [1, 12] },
            nodes: [
              { op: 'Slice', in: ['v', 'zero', 'end', 'zero'], out: ['u'] },
              { op: 'Add', in: ['v', 'v'], out: ['w2'] },
            ],
            outputs: ['go', 'w2'],
          },
        },
      },
    },
  ],
  constants: {
    w: { shape: [3, 2, 3, 3], values: Array.from({ length: 54 }, (_, i) => i / 54) },
    b: { shape: [3], values: [1, 2, 3] },
    m: { shape: [4, 12], values: Array.from({ length: 48 }, (_, i) => i) },
    zero: { dtype: 'int64', shape: [1], values: [0] },
    end: { dtype: 'int64', shape: [1], values: [1] },
    rest: { dtype: 'int64', shape: [1], values: [-1] },
    turns: { dtype: 'int64', shape: [], values: [3] },
  },
});

const count = process.env['TINYML_FULL'] === '1' ? 10_000 : 500;
const mostSeconds = 2;
const mostBytes = 2 ** 30;

test('the file itself is in order', async () => {
  expect(await problemsOf(read(original))).toEqual([]);
});

test('damaged files are told of, quickly and in little memory', async () => {
  let refused = 0;
  for (const mutant of mutants(original, 1, count)) {
    const seconds = startClock();
    const problems = await problemsOf(read(mutant));
    expect(seconds()).toBeLessThan(mostSeconds);
    for (const problem of problems) expect(problem).toMatch(/^TML[23]\d\d /);
    if (problems.length > 0) refused += 1;
  }
  expect(refused).toBeGreaterThan(count / 4);
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(mostBytes);
});
