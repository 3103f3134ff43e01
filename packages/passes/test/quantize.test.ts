import { describe, expect, test } from '@jest/globals';
import {
  constantValue,
  isTinymlError,
  memoryConstants,
  neededData,
  type Constants,
  type Graph,
  type Samples,
} from '@tinyml/core';
import { graphToJson, parseGraph } from '@tinyml/core/internal';
import { seededTensor } from '@tinyml/core/testing';
import { quantize } from '../src/quantize.ts';
import { decibels } from '../src/quantize/signal-to-noise.ts';
import { runPass } from './support/run-passes.ts';

/** softmax(relu(dense(x))) with seeded weights. */
const parse = (constants: Constants): Graph => {
  const graph = parseGraph(
    `
name: dense
inputs:
  x: float32[1, 8]
outputs: [y]
nodes:
  - id: n0
    op: fully_connected
    attrs: { activation: relu, keepNumDims: false }
    inputs: [x, w, b]
    outputs:
      h: float32[1, 4]
  - id: n1
    op: softmax
    attrs: { beta: 1 }
    inputs: [h]
    outputs:
      y: float32[1, 4]
`,
    constants,
  );
  const seeded = (id: string, seed: number, ...shape: number[]) => {
    const { type, data } = seededTensor({ dtype: 'float32', shape }, seed);
    return [id, constantValue(constants, id, type, data)] as const;
  };
  return { ...graph, values: new Map([...graph.values, seeded('w', 3, 4, 8), seeded('b', 4, 4)]) };
};

const samplesOf = (count: number, change: (data: Float32Array, index: number) => void = () => undefined): Samples => ({
  count,
  inputs: (index) => {
    const tensor = seededTensor({ dtype: 'float32', shape: [1, 8] }, index + 1);
    change(tensor.data as Float32Array, index);
    return [tensor as never];
  },
});

const codeOf = async (run: Promise<unknown>): Promise<string> => {
  try {
    await run;
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
  return 'none';
};

describe('quantize', () => {
  test('asks for calibration data for modes that store activations', () => {
    expect(neededData(quantize, { mode: 'int8' })).toEqual(['calibration']);
    expect(neededData(quantize, { mode: 'int16x8' })).toEqual(['calibration']);
    expect(neededData(quantize, { mode: 'dynamic-range' })).toEqual([]);
    expect(neededData(quantize, { mode: 'float16' })).toEqual([]);
  });

  test('gives the same graph twice', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => {
        const constants = memoryConstants();
        return (await runPass('quantize', parse(constants), constants, {}, samplesOf(20))).graph;
      }),
    );
    expect(first && graphToJson(first)).toEqual(second && graphToJson(second));
  });

  test('reports each layer against float', async () => {
    const constants = memoryConstants();
    const { artifacts, metrics, summary } = await runPass('quantize', parse(constants), constants, {}, samplesOf(20));
    const report = JSON.parse(String(artifacts?.['quantization-error.json'])) as {
      samples: number;
      layers: { node: string; sqnr: number }[];
    };
    expect(report.samples).toBe(8);
    expect(report.layers.map((layer) => layer.node)).toEqual(['n0', 'n1']);
    for (const { sqnr } of report.layers) expect(sqnr).toBeGreaterThan(30);
    expect(metrics).toMatchObject({ calibrationSamples: 20, outputSqnrDb: report.layers[1]?.sqnr });
    expect(String(artifacts?.['quantization-error.txt'])).toContain('fully_connected');
    expect(summary).toMatch(/^int8, calibrated on 20 samples \((min-max|percentile)\), output SQNR \d+\.\d dB$/);
  });

  test('int16x8 is nearer to float than int8, and gives what .tflite files of this form hold', async () => {
    const constants = memoryConstants();
    const run = (mode: string) => runPass('quantize', parse(constants), constants, { mode }, samplesOf(20));
    const [int8, int16] = [await run('int8'), await run('int16x8')];
    expect(Number(int16.metrics?.['outputSqnrDb'])).toBeGreaterThan(Number(int8.metrics?.['outputSqnrDb']) + 3);
    expect(int16.summary).toMatch(/^int16x8, calibrated on 20 samples \(min-max\)/);
    expect(['x', 'h', 'y'].map((id) => int16.graph.values.get(id)?.type.dtype)).toEqual(['int16', 'int16', 'int16']);
    expect(int16.graph.values.get('y')?.type.quant).toEqual({ scale: [1 / 32768], zeroPoint: [0] });
    const [, filter, bias] = int16.graph.nodes[0]?.inputs.map((id) => int16.graph.values.get(id ?? '')?.type) ?? [];
    expect([filter?.dtype, bias?.dtype]).toEqual(['int8', 'int64']);
  });

  test.each([
    ['int8', 'int16'],
    ['int16x8', 'int8'],
  ])('mode %s refuses io: %s', async (mode, io) => {
    const constants = memoryConstants();
    expect(await codeOf(runPass('quantize', parse(constants), constants, { mode, io }, samplesOf(4)))).toBe('TML435');
  });

  test('uses at most `limit` samples, spread over all', async () => {
    const seen: number[] = [];
    const constants = memoryConstants();
    const samples = samplesOf(1000, (_data, index) => void seen.push(index));
    const { metrics } = await runPass('quantize', parse(constants), constants, { limit: 4, reportSamples: 0 }, samples);
    expect(seen).toEqual([0, 250, 500, 750]);
    expect(metrics).toEqual({ calibrationSamples: 4, method: 'min-max', equalizedChannels: 0 });
  });

  test('warns of layers whose result is mostly noise', async () => {
    const constants = memoryConstants();
    // One huge sample takes all the range; the eight of the report are ordinary.
    const samples = samplesOf(80, (data, index) => {
      if (index === 1) data.fill(1e5);
    });
    const { reported } = await runPass('quantize', parse(constants), constants, {}, samples);
    expect(reported.map((diagnostic) => diagnostic.code)).toContain('TML480');
    expect(reported.find((diagnostic) => diagnostic.code === 'TML480')?.message).toContain('n0');
  });

  test.each([
    ['NaN', NaN],
    ['infinity', Infinity],
  ])('refuses %s in a sample', async (_name, value) => {
    for (const method of ['min-max', 'percentile', 'mse']) {
      const constants = memoryConstants();
      const samples = samplesOf(4, (data, index) => {
        if (index === 2) data[5] = value;
      });
      expect(await codeOf(runPass('quantize', parse(constants), constants, { method }, samples))).toBe('TML481');
    }
  });

  test('refuses calibration data without samples', async () => {
    const constants = memoryConstants();
    expect(await codeOf(runPass('quantize', parse(constants), constants, {}, samplesOf(0)))).toBe('TML430');
  });

  test('says so when there is nothing to store smaller', async () => {
    const constants = memoryConstants();
    const graph = parse(constants);
    const { graph: result, reported } = await runPass('quantize', graph, constants, { mode: 'dynamic-range' });
    expect(result).toBe(graph);
    expect(reported.map((diagnostic) => diagnostic.code)).toEqual(['TML432']);
  });
});

test('signal to noise in decibels', () => {
  expect(decibels({ signal: 100, noise: 1, largest: 1 })).toBeCloseTo(20, 10);
  expect(decibels({ signal: 1, noise: 0, largest: 0 })).toBeNull();
});
