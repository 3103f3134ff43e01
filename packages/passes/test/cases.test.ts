import { describe, expect, test } from '@jest/globals';
import {
  interpret,
  memoryConstants,
  requireValid,
  valueOf,
  verifyAfterPass,
  type Graph,
  type Tensor,
} from '@tinyml/core';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { builtinPasses } from '../src/index.ts';
import { parseGraph, printGraph, randomTensor } from './support/graph-text.ts';
import { operators, runPass } from './support/run-passes.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), 'cases');
const update = process.env['TINYML_UPDATE'] === '1';

const inputsOf = (graph: Graph, seed: number): Tensor[] =>
  graph.inputs.map((id, i) => randomTensor(valueOf(graph, id).type, seed + i));

const real = ({ type, data }: Tensor): number[] =>
  Array.from(data as ArrayLike<number | bigint>, (value) =>
    type.quant === undefined
      ? Number(value)
      : (type.quant.scale[0] ?? 1) * (Number(value) - (type.quant.zeroPoint[0] ?? 0)),
  );

describe.each(readdirSync(root).sort())('%s', (name) => {
  const pass = builtinPasses.find((candidate) => candidate.name === name);
  if (pass === undefined) throw new Error(`no pass ${name}`);

  test.each(readdirSync(join(root, name)).sort())('%s', async (slug) => {
    const folder = join(root, name, slug);
    const constants = memoryConstants();
    const graph = parseGraph(readFileSync(join(folder, 'graph.yaml'), 'utf8'), constants);
    requireValid(graph, operators, constants);
    const optionsFile = join(folder, 'options.yaml');
    const options = existsSync(optionsFile)
      ? (parse(readFileSync(optionsFile, 'utf8')) as Record<string, unknown>)
      : {};
    const samples = {
      count: 16,
      inputs: (index: number) => inputsOf(graph, 50 + 7 * index) as Tensor<Float32Array>[],
    };
    const { graph: result } = await runPass(name, graph, constants, options, samples);
    verifyAfterPass(pass, graph, result, operators, constants);

    const expectedFile = join(folder, 'expected.yaml');
    const printed = result === graph ? 'unchanged: true\n' : printGraph(result);
    if (update) writeFileSync(expectedFile, printed);
    expect(printed).toBe(readFileSync(expectedFile, 'utf8'));

    if (name !== 'quantize') expect((await runPass(name, result, constants, options, samples)).graph).toBe(result);

    expect(result.outputs).toEqual(graph.outputs);
    for (const seed of [1, 100, 200]) {
      const inputs = inputsOf(graph, seed);
      const before = interpret(graph, inputs, { operators, constants });
      if (pass.preserves === 'none') continue;
      const after = interpret(result, inputs, { operators, constants });
      after.forEach((tensor, i) => {
        const expected = before[i] as Tensor;
        expect(tensor.type).toEqual(expected.type);
        if (pass.preserves === 'bits' || tensor.type.dtype !== 'float32') expect(tensor.data).toEqual(expected.data);
        else real(tensor).forEach((value, k) => expect(value).toBeCloseTo(real(expected)[k] ?? NaN, 4));
      });
    }
  });
});
