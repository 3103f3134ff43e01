import { describe, expect, test } from '@jest/globals';
import {
  constantValue,
  memoryConstants,
  prepare,
  toBytes,
  valueOf,
  type Constants,
  type Graph,
  type Samples,
  type Tensor,
} from '@tinyml/core';
import { parseGraph, verifyAfterPass } from '@tinyml/core/internal';
import { seededTensor } from '@tinyml/core/testing';
import { quantize } from '../src/quantize.ts';
import { traceOf } from '../src/quantize/trace.ts';
import { operators, runPass } from './support/run-passes.ts';
import { windowedStack } from './support/windowed-stack.ts';

const count = 60;

/** Samples that follow one another. */
const sequenceFor = (graph: Graph): Samples => {
  const { shape } = valueOf(graph, graph.inputs[0] ?? '').type;
  return { count, inputs: (i) => [seededTensor({ dtype: 'float32', shape }, i + 1) as Tensor<Float32Array>] };
};

/** Real values of the outputs over the sequence. */
const realOutputs = (graph: Graph, constants: Constants, samples: Samples): readonly (readonly number[])[] => {
  const trace = traceOf(graph, { constants, operators });
  return Array.from({ length: samples.count }, (_, i) => {
    const found: number[] = [];
    trace(samples.inputs(i), (id, { data, type }) => {
      if (!graph.outputs.includes(id)) return;
      const [scale = 1, zeroPoint = 0] = [type.quant?.scale[0], type.quant?.zeroPoint[0]];
      for (const value of data as Float32Array) found.push(scale * (value - zeroPoint));
    });
    return found;
  });
};

const noise = (wanted: readonly (readonly number[])[], found: readonly (readonly number[])[]): number => {
  const [real, error] = [
    wanted.flat(),
    wanted.flatMap((row, i) => row.map((value, k) => value - (found[i]?.[k] ?? 0))),
  ];
  const power = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);
  return 10 * Math.log10(power(real) / power(error));
};

describe('quantize on graphs with state', () => {
  test.each([1, 2, 3, 5, 8, 12])(
    'a streamed network is whole numbers with its rings, and near float: seed %i',
    async (seed) => {
      const constants = memoryConstants();
      const { axis, graph } = windowedStack(constants, seed, 'float32');
      const { graph: streamed } = await runPass('stream', graph, constants, { axis, hop: 1 });
      expect(streamed.state?.length).toBeGreaterThan(0);
      const samples = sequenceFor(streamed);
      const { graph: quantized } = await runPass('quantize', streamed, constants, { method: 'min-max' }, samples);
      verifyAfterPass(quantize, streamed, quantized, operators, constants);
      const kept = quantized.state?.map(({ input }) => valueOf(quantized, input).type.dtype) ?? [];
      expect(new Set(kept)).toEqual(new Set(['int8']));
      const float = realOutputs(streamed, constants, samples);
      expect(noise(float, realOutputs(quantized, constants, samples))).toBeGreaterThan(15);
    },
  );

  const average = (constants: Constants, initial?: readonly number[]): Graph => {
    const graph = parseGraph(
      `
name: average
inputs:
  x: float32[1, 4]
outputs: [y]
state: [{ name: s, input: s, output: y }]
stateInputs:
  s: float32[1, 4]
nodes:
  - id: n0
    op: mul
    attrs: { activation: none }
    inputs: [s, k]
    outputs:
      t: float32[1, 4]
  - id: n1
    op: add
    attrs: { activation: none }
    inputs: [x, t]
    outputs:
      y: float32[1, 4]
`,
      constants,
    );
    const k = constantValue(constants, 'k', { dtype: 'float32', shape: [1] }, Float32Array.of(0.5));
    const state = graph.state?.map((one) => ({
      ...one,
      ...(initial && { initial: constants.put(toBytes(Float32Array.from(initial))) }),
    }));
    return { ...graph, values: new Map([...graph.values, ['k', k]]), ...(state && { state }) };
  };

  test.each(['int8', 'int16x8'])(
    '%s: a buffer has the scale of what is written to it, also what it begins with',
    async (mode) => {
      const constants = memoryConstants();
      const graph = average(constants, [0.9, -0.5, 0, 0.25]);
      const samples = sequenceFor(graph);
      const { graph: quantized, reported } = await runPass(
        'quantize',
        graph,
        constants,
        { mode, method: 'min-max' },
        samples,
      );
      expect(reported).toEqual([]);
      expect(quantized.nodes.map(({ op }) => op)).toEqual(['mul', 'add']);
      const { type } = valueOf(quantized, 's');
      expect(type).toEqual(valueOf(quantized, 'y').type);
      expect(type.dtype).toBe(mode === 'int8' ? 'int8' : 'int16');
      const wanted = realOutputs(graph, constants, samples);
      expect(noise(wanted, realOutputs(quantized, constants, samples))).toBeGreaterThan(mode === 'int8' ? 30 : 70);
      // What it begins with is there, to half a step.
      const zero = { type: valueOf(quantized, 'x').type };
      const data = (zero.type.dtype === 'int8' ? new Int8Array(4) : new Int16Array(4)).fill(
        zero.type.quant?.zeroPoint[0] ?? 0,
      );
      const [first] = prepare(quantized, { constants, operators }).run([{ ...zero, data }]);
      const [scale = 1, zeroPoint = 0] = [type.quant?.scale[0], type.quant?.zeroPoint[0]];
      Array.from(first?.data as Int8Array).forEach((value, i) => {
        expect(Math.abs(scale * (value - zeroPoint) - ([0.45, -0.25, 0, 0.125][i] ?? 0))).toBeLessThan(1.5 * scale);
      });
    },
  );
});
