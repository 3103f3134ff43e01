import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBytes, memoryConstants, type DType, type Graph, type TensorData } from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { tfliteFormat } from '../../formats/src/index.ts';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import { runOnHost } from '../src/run/host.ts';
import { describeWith, shared } from '../../../tools/testing.ts';
import { filesBelow } from './files-below.ts';
import { host } from './toy/graph.ts';

interface Golden {
  readonly inputs: readonly { readonly dtype: DType }[];
  readonly outputs: readonly { readonly dtype: DType }[];
  readonly cases: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
  readonly layersOfCase1: readonly { readonly name: string; readonly dtype: DType; readonly file: string }[];
}

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const flags = [
  '-O1',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-pedantic',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover',
];

/** The largest difference, as a share of the reference's range for floats and in steps for integers. */
const difference = (got: TensorData, want: TensorData): number => {
  if (got.length !== want.length) return Infinity;
  let worst = 0;
  let range = 1e-6;
  for (let i = 0; i < want.length; i += 1) {
    const error = Math.abs(Number(got[i]) - Number(want[i]));
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
    range = Math.max(range, Math.abs(Number(want[i])));
  }
  return want instanceof Float32Array ? worst / range : worst;
};

/** LiteRT's hybrid kernels quantise activations, so that a rounding apart shows more. */
const toleranceOf = (graph: Graph, kernels: readonly (string | null)[]): number => {
  const integers = graph.outputs.every((id) => graph.values.get(id)?.type.dtype !== 'float32');
  if (integers) return 0;
  return kernels.some((kernel) => kernel?.endsWith('_hybrid')) ? 1e-4 : 1e-5;
};

const models = existsSync(shared) ? filesBelow(join(shared, 'models')).filter((path) => path.endsWith('.tflite')) : [];

const read = async (folder: string, path: string) => {
  const constants = memoryConstants();
  const full = join(folder, 'models', path);
  const graph = await tfliteFormat.read(
    { path: full, bytes: new Uint8Array(readFileSync(full)), readFile: () => Promise.reject(new Error('one file')) },
    { constants, operators },
  );
  return { constants, graph };
};

describeWith('emitted C against LiteRT', { shared: true, commands: ['cc'] }, () => {
  test.each(models)(
    '%s',
    async (path) => {
      const folder = shared;
      const { constants, graph } = await read(folder, path);
      const program = lower(graph, { operators, kernels: builtinKernels, constants, target: host, name: 'm' });
      const provenance = { tinyml: '0.0.0', model: { file: path, digest: 'sha256-0' } };
      const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null });
      const golden = join(folder, 'golden', path.replace(/\.tflite$/, ''));
      const { cases, inputs, layersOfCase1, outputs } = JSON.parse(
        readFileSync(join(golden, 'golden.json'), 'utf8'),
      ) as Golden;
      const load = (file: string, dtype: DType): TensorData =>
        fromBytes(dtype, new Uint8Array(readFileSync(join(golden, file))));
      const results = await runOnHost(
        files,
        program,
        cases.map((given) => given.inputs.map((file, i) => load(file, inputs[i]?.dtype ?? 'float32'))),
        { flags },
      );
      const tolerance = toleranceOf(
        graph,
        program.schedule.map((group) => group.kernel),
      );
      const problems: string[] = [];
      const traced = new Map(results[1]?.trace.map(({ value, data }) => [value, data]));
      for (const layer of layersOfCase1) {
        const got = traced.get(layer.name);
        if (got === undefined) continue;
        const worst = difference(got, load(layer.file, layer.dtype));
        if (worst > (layer.dtype === 'float32' ? tolerance : 0)) problems.push(`layer ${layer.name}: ${String(worst)}`);
      }
      cases.forEach((given, n) => {
        given.outputs.forEach((file, i) => {
          const got = results[n]?.outputs[i];
          const worst = got === undefined ? Infinity : difference(got, load(file, outputs[i]?.dtype ?? 'float32'));
          if (worst > tolerance) problems.push(`case ${String(n)} output ${String(i)}: ${String(worst)}`);
        });
      });
      expect(problems).toEqual([]);
      expect(program.memory.arena).toBeLessThanOrEqual(program.memory.wholeTensors * 1.05);
    },
    120_000,
  );
});
