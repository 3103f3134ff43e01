import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { memoryConstants } from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { kerasFormat } from '../../formats/src/index.ts';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import { runOnHost } from '../src/run/host.ts';
import { describeWith } from '../../../tools/testing.ts';
import { host } from './toy/graph.ts';

interface Case {
  readonly input: readonly number[];
  readonly outputs: readonly { readonly values: readonly number[] }[];
}

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const folder = join(import.meta.dirname, '..', '..', 'formats', 'test', 'cases', 'keras');

const flags = [
  '-O1',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-pedantic',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover',
];

const groups = ['activations', 'normalizations', 'attention', 'cells', 'images', 'categories', 'arrays'];

/** By default a sample. */
const sampled = process.env['TINYML_FULL'] === '1' ? groups : ['attention', 'categories'];

const differenceOf = (got: ArrayLike<number>, want: readonly number[]): number => {
  const range = Math.max(...want.map(Math.abs), 1e-6);
  return Math.max(...want.map((value, i) => Math.abs(value - (got[i] ?? NaN)))) / range;
};

describeWith('emitted C against what Keras computed', { commands: ['cc'] }, () => {
  test.each(sampled)('%s', async (name) => {
    const constants = memoryConstants();
    const bytes = new Uint8Array(readFileSync(join(folder, `${name}.keras`)));
    const readFile = (): Promise<Uint8Array> => Promise.reject(new Error('one file'));
    const graph = await kerasFormat.read({ path: name, bytes, readFile }, { constants, operators });
    const program = lower(graph, { operators, kernels: builtinKernels, constants, target: host, name: 'm' });
    const provenance = { tinyml: '0.0.0', model: { file: name, digest: 'sha256-0' } };
    const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null });
    const { input, outputs } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Case;
    const [run] = await runOnHost(files, program, [[Float32Array.from(input)]], { flags });
    const differences = outputs.map(({ values }, i) => differenceOf((run?.outputs[i] ?? []) as Float32Array, values));
    expect(differences.flatMap((difference, i) => (difference < 1e-5 ? [] : [`output ${String(i)}: ${String(difference)}`]))).toEqual([]); // prettier-ignore
  });
});
