import { expect, test } from '@jest/globals';
import { valueOf } from '@tinyml/core';
import { onnxFile, type FileNode } from './onnx-file.ts';
import { read, run } from './onnx-run.ts';

const quantize = (name: string, input: string, scale: string, zero: string): FileNode => ({ op: 'QuantizeLinear', in: [input, scale, zero], out: [name] }); // prettier-ignore
const dequantize = (name: string, input: string, scale: string, zero: string): FileNode => ({ op: 'DequantizeLinear', in: [input, scale, zero], out: [name] }); // prettier-ignore

/** x → Q → DQ → Conv (DQ of weights) → Relu → Q → DQ, with unsigned bytes as ONNX Runtime's quantiser writes them. */
const file = onnxFile({
  inputs: { x: [1, 1, 4, 4] },
  outputs: ['y'],
  nodes: [
    quantize('xq', 'x', 'sx', 'zx'),
    dequantize('xd', 'xq', 'sx', 'zx'),
    dequantize('wd', 'w', 'sw', 'zw'),
    { op: 'Conv', in: ['xd', 'wd'], out: ['c'] },
    { op: 'Relu', in: ['c'], out: ['r'] },
    quantize('yq', 'r', 'sy', 'zy'),
    dequantize('y', 'yq', 'sy', 'zy'),
  ],
  constants: {
    sx: { shape: [], values: [0.0078125] },
    zx: { dtype: 'uint8', shape: [], values: [128] },
    w: { dtype: 'int8', shape: [2, 1, 3, 3], values: Array.from({ length: 18 }, (_, i) => ((i * 7) % 21) - 10) },
    sw: { shape: [], values: [0.03125] },
    zw: { dtype: 'int8', shape: [], values: [0] },
    sy: { shape: [], values: [0.015625] },
    zy: { dtype: 'uint8', shape: [], values: [0] },
  },
});

test('layers between DequantizeLinear and QuantizeLinear run on 8-bit integers, unsigned ones 128 lower', async () => {
  const model = await read(file);
  const conv = model.graph.nodes.find(({ op }) => op === 'conv_2d');
  const types = [...(conv?.inputs ?? []), ...(conv?.outputs ?? [])].map((id) => valueOf(model.graph, id ?? '').type.dtype); // prettier-ignore
  expect(new Set(types)).toEqual(new Set(['int8']));
  const x = Array.from({ length: 16 }, (_, i) => (((i * 5) % 13) - 6) / 8);
  const [actual = []] = run(model, x);
  const weights = Array.from({ length: 18 }, (_, i) => (((i * 7) % 21) - 10) / 32);
  const wanted = Array.from({ length: 8 }, (_, k) => {
    const [o, row, column] = [Math.floor(k / 4), Math.floor(k / 2) % 2, k % 2];
    let sum = 0;
    for (let i = 0; i < 9; i++) sum += (weights[o * 9 + i] ?? 0) * (x[(row + Math.floor(i / 3)) * 4 + column + (i % 3)] ?? 0); // prettier-ignore
    return Math.min(255, Math.round(Math.max(0, sum) * 64)) / 64;
  });
  // One step of the result, where both ways of rounding differ.
  wanted.forEach((value, i) => {
    expect(Math.abs(value - (actual[i] ?? NaN))).toBeLessThanOrEqual(1 / 64);
  });
  expect(wanted.some((value) => value > 0)).toBe(true);
});
