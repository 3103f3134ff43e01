import { describe, expect, test } from '@jest/globals';
import { graphToJson, isTinymlError, memoryConstants, neededData, type Samples } from '@tinyml/core';
import { quantize } from '../src/quantize.ts';
import { decibels } from '../src/quantize/signal-to-noise.ts';
import { parseGraph, randomTensor } from './support/graph-text.ts';
import { runPass } from './support/run-passes.ts';

const text = `
inputs:
  x: float32[1,8]
constants:
  w: { type: 'float32[4,8]', seed: 3 }
  b: { type: 'float32[4]', seed: 4 }
nodes:
  - h float32[1,4] = fully_connected(x, w, b): { activation: relu, keepNumDims: false }
  - y float32[1,4] = softmax(h): { beta: 1 }
outputs: [y]
`;

const samplesOf = (count: number, change: (data: Float32Array, index: number) => void = () => undefined): Samples => ({
  count,
  inputs: (index) => {
    const tensor = randomTensor({ dtype: 'float32', shape: [1, 8] }, index + 1);
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
  test('asks for calibration data for int8 only', () => {
    expect(neededData(quantize, { mode: 'int8' })).toEqual(['calibration']);
    expect(neededData(quantize, { mode: 'dynamic-range' })).toEqual([]);
    expect(neededData(quantize, { mode: 'float16' })).toEqual([]);
  });

  test('gives the same graph twice', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => {
        const constants = memoryConstants();
        return (await runPass('quantize', parseGraph(text, constants), constants, {}, samplesOf(20))).graph;
      }),
    );
    expect(first && graphToJson(first)).toEqual(second && graphToJson(second));
  });

  test('reports each layer against float', async () => {
    const constants = memoryConstants();
    const { artifacts, metrics, summary } = await runPass(
      'quantize',
      parseGraph(text, constants),
      constants,
      {},
      samplesOf(20),
    );
    const report = JSON.parse(String(artifacts?.['quantization-error.json'])) as {
      samples: number;
      layers: { node: string; sqnr: number }[];
    };
    expect(report.samples).toBe(8);
    expect(report.layers.map((layer) => layer.node)).toEqual(['n0', 'n1']);
    for (const { sqnr } of report.layers) expect(sqnr).toBeGreaterThan(30);
    expect(metrics).toMatchObject({ calibrationSamples: 20, outputSqnrDb: report.layers[1]?.sqnr });
    expect(String(artifacts?.['quantization-error.txt'])).toContain('fully_connected');
    expect(summary).toMatch(/^int8, calibrated on 20 samples, output SQNR \d+\.\d dB$/);
  });

  test('uses at most `limit` samples, spread over all', async () => {
    const seen: number[] = [];
    const constants = memoryConstants();
    const samples = samplesOf(1000, (_data, index) => void seen.push(index));
    const { metrics } = await runPass(
      'quantize',
      parseGraph(text, constants),
      constants,
      { limit: 4, reportSamples: 0 },
      samples,
    );
    expect(seen).toEqual([0, 250, 500, 750]);
    expect(metrics).toEqual({ calibrationSamples: 4 });
  });

  test('warns of layers whose result is mostly noise', async () => {
    const constants = memoryConstants();
    // One huge sample takes all the range; the eight of the report are ordinary.
    const samples = samplesOf(80, (data, index) => {
      if (index === 1) data.fill(1e5);
    });
    const { reported } = await runPass('quantize', parseGraph(text, constants), constants, {}, samples);
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
      expect(await codeOf(runPass('quantize', parseGraph(text, constants), constants, { method }, samples))).toBe(
        'TML481',
      );
    }
  });

  test('refuses calibration data without samples', async () => {
    const constants = memoryConstants();
    expect(await codeOf(runPass('quantize', parseGraph(text, constants), constants, {}, samplesOf(0)))).toBe('TML430');
  });

  test('refuses state, which single samples cannot calibrate', async () => {
    const constants = memoryConstants();
    const graph = { ...parseGraph(text, constants), state: [{ name: 's', input: 'x', output: 'h' }] };
    expect(await codeOf(runPass('quantize', graph, constants, {}, samplesOf(4)))).toBe('TML431');
  });

  test('says so when there is nothing to store smaller', async () => {
    const constants = memoryConstants();
    const graph = parseGraph(text, constants);
    const { graph: result, reported } = await runPass('quantize', graph, constants, { mode: 'dynamic-range' });
    expect(result).toBe(graph);
    expect(reported.map((diagnostic) => diagnostic.code)).toEqual(['TML432']);
  });
});

test('signal to noise in decibels', () => {
  expect(decibels({ signal: 100, noise: 1, largest: 1 })).toBeCloseTo(20, 10);
  expect(decibels({ signal: 1, noise: 0, largest: 0 })).toBeNull();
});
