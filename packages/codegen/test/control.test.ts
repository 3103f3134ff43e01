import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  allocate,
  elementCount,
  interpret,
  memoryConstants,
  valueOf,
  type Constants,
  type Graph,
  type Target,
  type TensorData,
} from '@tinyml/core';
import { builtinKernels, builtinOperatorTable as operators } from '@tinyml/operators';
import { tfliteFormat } from '../../formats/src/index.ts';
import { describeWith, shared } from '../../../tools/testing.ts';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import { runOnHost } from '../src/run/host.ts';
import { host } from './toy/graph.ts';

const flags = ['-O1', '-Wall', '-Wextra', '-Werror', '-pedantic', '-fsanitize=address,undefined', '-fno-sanitize-recover']; // prettier-ignore

interface Model {
  readonly graph: Graph;
  readonly constants: Constants;
}

const read = async (path: string): Promise<Model> => {
  const constants = memoryConstants();
  const bytes = new Uint8Array(readFileSync(path));
  const source = { path, bytes, readFile: () => Promise.reject(new Error('one file')) };
  return { graph: await tfliteFormat.read(source, { constants, operators }), constants };
};

const build = ({ graph, constants }: Model, target: Target = host) => {
  const program = lower(graph, { operators, kernels: builtinKernels, constants, target, name: 'model' });
  const provenance = { tinyml: '0.0.0', model: { file: 'model.tflite', digest: 'sha256-0' } };
  return { program, files: emit(program, { kernels: builtinKernels, constants, provenance, ram: null }) };
};

const sourceOf = (model: Model): string =>
  String(build(model).files.find(({ path }) => path.endsWith('model.c'))?.contents);

const given = (graph: Graph, seed: number): readonly TensorData[] =>
  graph.inputs.map((id) => {
    const { dtype, shape } = valueOf(graph, id).type;
    const data = allocate(dtype, elementCount(shape)) as Float32Array;
    return data.map((_, i) => (dtype === 'float32' ? Math.sin(seed * 7 + i) : (seed + i) % 9));
  });

/** Holds the C against the interpreter for some inputs, and gives the outputs. */
const compare = async (model: Model, cases = [0, 1, 2, 5, 8], target: Target = host) => {
  const { graph, constants } = model;
  const { files, program } = build(model, target);
  const inputs = cases.map((seed) => given(graph, seed));
  const results = await runOnHost(files, program, inputs, { flags });
  inputs.forEach((data, at) => {
    const tensors = graph.inputs.map((id, i) => ({ type: valueOf(graph, id).type, data: data[i] as TensorData }));
    const expected = interpret(graph, tensors, { operators, constants });
    results[at]?.outputs.forEach((output, i) => {
      const wanted = expected[i]?.data as Float32Array;
      expect(output).toHaveLength(wanted.length);
      (output as Float32Array).forEach((value, k) => {
        expect(value).toBeCloseTo(wanted[k] as number, 4);
      });
    });
  });
  return results.map(({ outputs }) => outputs);
};

const folder = join(import.meta.dirname, '../../formats/test/cases/tflite');
const recorded = ['while-constant', 'while-computed', 'while-swap', 'while-nested', 'if-computed', 'if-computed-then', 'if-constant', 'composite']; // prettier-ignore

describe('loops and branches in C are those of the interpreter', () => {
  test.each(recorded)('%s', async (slug) => {
    await compare(await read(join(folder, `${slug}.tflite`)));
  });

  test.each(['size', 'latency'] as const)('with %s first', async (metric) => {
    const model = await read(join(folder, 'while-computed.tflite'));
    await compare(model, [3], { ...host, priority: [metric] });
  });

  test('a turn that only exchanges values', async () => {
    const { graph, constants } = await read(join(folder, 'while-swap.tflite'));
    const nodes = graph.nodes.map((node) => ({
      ...node,
      ...(node.graphs && {
        graphs: node.graphs.map((own, i) => {
          if (i === 0) return own;
          const [count = ''] = own.outputs;
          const [turn = '', a = '', b = ''] = own.inputs;
          const counting = own.nodes.filter(({ outputs }) => outputs.includes(count));
          const used = new Set([turn, a, b, ...counting.flatMap((one) => [...one.inputs, ...one.outputs])]);
          const values = new Map([...own.values].filter(([id]) => used.has(id)));
          return { ...own, nodes: counting, values, outputs: [count, b, a] };
        }),
      }),
    }));
    const exchanging = { constants, graph: { ...graph, nodes } as Graph };
    const [outputs] = await compare(exchanging, [7]);
    expect([...(outputs?.[0] as Float32Array)]).toEqual([...(given(graph, 7)[2] as Float32Array)]);
  });

  test('the source has a loop that reads as one, and no copy of what no turn changes', async () => {
    const source = sourceOf(await read(join(folder, 'while-computed.tflite')));
    expect(source).toMatch(
      /\n {2}for \(;;\) \{\n(?: {4}.*\n)+? {4}if \(!\(\*MODEL_AT\(const uint8_t, \d+\) != 0\)\) \{\n {6}break;\n {4}\}\n/,
    );
    const loop = source.slice(source.indexOf('for (;;)'), source.indexOf('\n  }\n', source.indexOf('for (;;)')));
    expect(loop.match(/memcpy/g)).toHaveLength(2);
  });

  test('a trace has the results of a loop, whatever its turns are', async () => {
    const model = await read(join(folder, 'while-nested.tflite'));
    const { files, program } = build(model);
    const [few, many] = await runOnHost(files, program, [given(model.graph, 6), given(model.graph, 0)], {
      flags,
      trace: true,
    });
    expect(few?.trace.map(({ value }) => value)).toEqual(many?.trace.map(({ value }) => value));
    expect(few?.trace.at(-1)?.data).toEqual(few?.outputs[0]);
    expect(few?.trace.map(({ node }) => node)).not.toContain('copy');
  });
});

describeWith('a recurrent network that loops', { shared: ['field'] }, () => {
  test('voice activity: a GRU in float and int8', async () => {
    await compare(await read(join(shared, 'field/models/real/vad.tflite')), [1, 2]);
  });

  test('a loop in a loop', async () => {
    const model = await read(join(shared, 'field/models/litert/tflite_nested_while.tflite'));
    const { files, program } = build(model);
    const results = await runOnHost(files, program, [[Float32Array.of(1.5)]], { flags });
    expect(results[0]?.outputs).toEqual([Float32Array.of(1.5)]);
  });
});
