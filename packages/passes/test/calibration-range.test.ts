import { describe, expect, test } from '@jest/globals';
import { constantValue, memoryConstants, type Graph, type Node, type TensorType, type Value } from '@tinyml/core';
import type { Range } from '../src/quantize/affine.ts';
import { calibrationProblems } from '../src/quantize/calibration-range.ts';
import { operators } from './support/run-passes.ts';

const constants = memoryConstants();

const row = (...shape: number[]): TensorType => ({ dtype: 'float32', shape: [1, ...shape] });

const dense = { activation: 'none', keepNumDims: false, weightsFormat: 'default' } as const;

/** x → (times `scale`) → dense → (softmax). */
const model = ({ scale, softmax = true }: { scale?: number; softmax?: boolean }): Graph => {
  const values: Value[] = [
    { id: 'x', type: row(4) },
    { id: 'logits', type: row(3) },
    constantValue(constants, 'w', { dtype: 'float32', shape: [3, 4] }, new Float32Array(12).fill(1)),
    constantValue(constants, 'scale', { dtype: 'float32', shape: [1] }, Float32Array.of(scale ?? 1)),
    { id: 'scaled', type: row(4) },
    { id: 'y', type: row(3) },
  ];
  const nodes = [
    ...(scale === undefined
      ? []
      : [{ id: 'mul', op: 'mul', attrs: { activation: 'none' }, inputs: ['x', 'scale'], outputs: ['scaled'] }]),
    {
      id: 'dense',
      op: 'fully_connected',
      attrs: dense,
      inputs: [scale === undefined ? 'x' : 'scaled', 'w'],
      outputs: ['logits'],
    },
    ...(softmax ? [{ id: 'softmax', op: 'softmax', attrs: { beta: 1 }, inputs: ['logits'], outputs: ['y'] }] : []),
  ] as Node[];
  return {
    name: 'net',
    inputs: ['x'],
    outputs: [softmax ? 'y' : 'logits'],
    values: new Map(values.map((value) => [value.id, value])),
    nodes,
  };
};

const problems = (
  graph: Graph,
  x: Range,
  logits: Range,
  trained: readonly (readonly [string, Range])[] = [],
): readonly string[] =>
  calibrationProblems(
    graph,
    { constants, operators },
    new Map([
      ['x', x],
      ['logits', logits],
    ]),
    new Map(trained),
  ).map(({ message, hint }) => `${message} | ${hint}`);

describe('calibration whose range cannot be the model’s', () => {
  test('logits that no trained classifier has, on bytes', () => {
    expect(problems(model({}), [0, 255], [-9000, 3000])).toEqual([
      expect.stringMatching(/x are in 0 … 255 and give logits of up to 9000.*scale: 1\/255/),
    ]);
    expect(problems(model({ softmax: false }), [0, 255], [-9000, 3000])).toHaveLength(1);
    expect(problems(model({}), [-2000, 2000], [-9000, 3000])).toEqual([
      expect.stringMatching(/give `data.calibration` the `scale`/),
    ]);
  });

  test('ranges that training has left', () => {
    const trained = [['x', [0, 1]]] as const;
    expect(problems(model({}), [0, 255], [-9, 9], trained)).toEqual([
      expect.stringMatching(/0 … 255, the model was trained on 0 … 1/),
    ]);
    expect(problems(model({}), [0, 0.004], [-9, 9], trained)).toHaveLength(1);
    expect(problems(model({}), [0, 0.7], [-9, 9], trained)).toEqual([]);
    expect(problems(model({}), [-1, 3], [-9, 9], trained)).toEqual([]);
  });

  test('samples scaled before a model that does so itself', () => {
    expect(problems(model({ scale: 1 / 255 }), [0, 1], [-0.1, 0.1])).toEqual([
      expect.stringMatching(/multiplies them by 0.00392 itself .*leave `scale` out/),
    ]);
    expect(problems(model({ scale: 1 / 255 }), [0, 255], [-9, 9])).toEqual([]);
  });

  test('what may well be is left alone', () => {
    expect(problems(model({}), [0, 1], [-30, 20])).toEqual([]);
    // Networks trained on bytes as they are.
    expect(problems(model({}), [0, 255], [-300, 120])).toEqual([]);
    // Small inputs, great numbers: the network's own doing.
    expect(problems(model({}), [-1, 1], [-5000, 5000])).toEqual([]);
    // Regression of great numbers from what is no image.
    expect(problems(model({ softmax: false }), [-40, 900], [0, 90000])).toEqual([]);
    expect(problems(model({ scale: 0.5 }), [0, 0.01], [-1, 1])).toEqual([]);
  });
});
