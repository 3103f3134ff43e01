import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { boards, emit, lower } from '@tinyml/codegen';
import {
  fromBytes,
  interpret,
  isTinymlError,
  toBytes,
  valueOf,
  type Graph,
  type Tensor,
  type TensorData,
} from '@tinyml/core';
import { build, memoryStore, parseManifest } from '@tinyml/core/internal';
import { writeTflite } from '@tinyml/formats';
import { builtinOperatorTable, builtinOperators } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { runTogether, type Job } from '../../../codegen/test/many-programs.ts';
import { runInLitert } from '../../../formats/test/litert.ts';
import { createBackend } from '../../src/backend.ts';
import { makeToolkit } from '../../src/toolkit.ts';
import { makers, randomGraph, type RandomGraph } from './random-graph.ts';
import { withoutMaker } from './without-maker.ts';

jest.setTimeout(3_600_000);

/** TINYML_GRAPHS=n: as many; TINYML_GRAPHS_FROM=n: from this seed on. */
const count = Number(process.env['TINYML_GRAPHS'] ?? (process.env['TINYML_FULL'] === '1' ? 1000 : 60));
const first = Number(process.env['TINYML_GRAPHS_FROM'] ?? 1);
const batch = 20;

const work = mkdtempSync(join(tmpdir(), 'tinyml-random-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

interface Sample extends RandomGraph {
  readonly name: string;
  readonly model: string;
}

/** Integers differ in nothing; floats by 1e-4 of the greatest magnitude, since sums are taken in another order. */
const difference = (graph: Graph, id: string, got: TensorData, want: TensorData): string | undefined => {
  const { type } = valueOf(graph, id);
  const op = graph.nodes.find(({ outputs }) => outputs.includes(id))?.op ?? 'input';
  if (got.length !== want.length) return `${id} (${op}): ${String(got.length)} elements, not ${String(want.length)}`;
  const greatest =
    type.dtype === 'float32' ? (want as Float32Array).reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3) : 0;
  for (let i = 0; i < want.length; i += 1) {
    const error = Math.abs(Number(got[i]) - Number(want[i]));
    if (!(error <= greatest * 1e-4))
      return `${id} (${op} ${type.dtype}) element ${String(i)}: ${String(got[i])}, not ${String(want[i])}`;
  }
  return undefined;
};

const differences = (
  where: string,
  { name, graph }: Sample,
  ids: readonly string[],
  got: readonly TensorData[],
  want: readonly TensorData[],
): readonly string[] =>
  ids.flatMap((id, i) => {
    const found = difference(graph, id, got[i] as TensorData, want[i] as TensorData);
    return found === undefined ? [] : [`${name}, ${where}: ${found}`];
  });

const outputsOf = ({ graph }: Sample, read: (i: number) => Uint8Array): readonly TensorData[] =>
  graph.outputs.map((id, i) => fromBytes(valueOf(graph, id).type.dtype, read(i)));

const interpreted = (graph: Graph, { inputs, constants }: RandomGraph): readonly TensorData[] =>
  interpret(
    graph,
    graph.inputs.map((id, i): Tensor => ({ type: valueOf(graph, id).type, data: inputs[i] as TensorData })),
    { operators: builtinOperatorTable, constants },
  ).map(({ data }) => data);

/** The file built as users build it: a program each without passes and with the lossless ones, for different cores. */
const jobsOf = async ({ name, model, inputs }: Sample, seed: number): Promise<readonly Job[]> => {
  const jobs: Job[] = [];
  for (const [form, passes] of [
    ['p', '[]'],
    ['l', 'lossless'],
  ] as const) {
    const text = [
      'version: 1',
      `name: ${name}${form}`,
      `model: ${model}`,
      `target: { core: ${['host', 'cortex-m4f', 'cortex-m0plus'][seed % 3] as string} }`,
      'budget: { flash: 64MiB, ram: 64MiB }',
      `priority: ${seed % 2 === 0 ? 'latency' : 'size'}`,
      `passes: ${passes}`,
      'output: { dir: out }',
    ].join('\n');
    const store = memoryStore();
    const result = await build(
      parseManifest(text, join(work, 'tinyml.yaml'), { boards }),
      makeToolkit(),
      createBackend(store),
      {
        store,
        tinymlVersion: '0.0.0',
        signal: new AbortController().signal,
        onEvent: () => undefined,
        force: true,
      },
    );
    const { graph, constants, target, toolkit } = result;
    const { kernels, operators } = toolkit;
    const program = lower(graph, { operators, kernels, constants, target, name: `${name}${form}` });
    const files = emit(program, {
      kernels,
      constants,
      provenance: { tinyml: '0.0.0', model: { file: model, digest: 'sha256-0' } },
      ram: null,
    });
    jobs.push({ program, files, inputs });
  }
  return jobs;
};

describeWith('random graphs', { commands: ['cc'], pythonModules: ['ai_edge_litert'] }, () => {
  const samples = Array.from({ length: count }, (_, i): Sample => {
    const name = `g${String(first + i)}`;
    return { ...randomGraph(first + i), name, model: join(work, `${name}.tflite`) };
  });
  const batches = Array.from({ length: Math.ceil(count / batch) }, (_, i) => i * batch);

  test.each(batches)('from number %i on, in LiteRT, in the interpreter and in C', async (from) => {
    const group = samples.slice(from, from + batch);
    const problems: string[] = [];
    for (const { graph, constants, model } of group)
      writeFileSync(model, writeTflite(graph, constants, builtinOperatorTable));
    const answers = runInLitert(
      group.map(({ model, inputs }) => ({
        model,
        cases: [inputs.map((data) => Buffer.from(toBytes(data)).toString('base64'))],
      })),
    );
    const right = group.map((sample, i) => {
      const answer = answers[i];
      const found = answer?.outputs?.[0];
      if (found !== undefined) return outputsOf(sample, (k) => new Uint8Array(Buffer.from(found[k] ?? '', 'base64')));
      problems.push(
        `${sample.name}, LiteRT: ${answer?.error ?? 'no answer'} (${sample.graph.nodes.map(({ op }) => op).join(' ')})`,
      );
      return undefined;
    });
    const jobs: { readonly sample: Sample; readonly want: readonly TensorData[]; readonly job: Job }[] = [];
    for (const [i, sample] of group.entries()) {
      const want = right[i];
      if (want === undefined) continue;
      problems.push(
        ...differences('interpreter', sample, sample.graph.outputs, interpreted(sample.graph, sample), want),
      );
      try {
        for (const job of await jobsOf(sample, first + from + i)) jobs.push({ sample, want, job });
      } catch (error) {
        if (!isTinymlError(error)) throw new Error(`${sample.name}: ${String(error)}`, { cause: error });
        problems.push(`${sample.name}: ${error.message}`);
      }
    }
    const results = await runTogether(jobs.map(({ job }) => job));
    jobs.forEach(({ sample, want, job }, k) => {
      const got = outputsOf(sample, (i) => Uint8Array.from(Buffer.from(results[k]?.[i] ?? '', 'hex')));
      problems.push(
        ...differences(
          `C of ${job.program.name} for ${job.program.target.core}`,
          sample,
          sample.graph.outputs,
          got,
          want,
        ),
      );
    });
    expect(problems).toEqual([]);
  });

  test('every operator has its turn', () => {
    const known = new Set([...Object.keys(makers), ...Object.keys(withoutMaker)]);
    // LiteRT has no signal operators: recordings of TensorFlow Lite Micro hold them.
    const names = builtinOperators.map(({ name }) => name).filter((name) => !name.startsWith('signal_'));
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(withoutMaker).filter((name) => name in makers)).toEqual([]);
  });
});
