import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fromBytes, memoryConstants, prepare, valueOf, type Graph, type Tensor, type TensorType } from '@tinyml/core';
import { describeWith, shared } from '../../../tools/testing.ts';
import { readTflite } from '../src/tflite/read.ts';
import { operators } from './operators.ts';

/** What LiteRT's reference kernels computed. */
interface Golden {
  readonly model: string;
  readonly cases: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
  readonly layersOfCase1: readonly { readonly name: string; readonly op: string; readonly file: string }[];
}

const root = join(shared, 'golden');
const folders = existsSync(root)
  ? readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('golden.json'))
      .map(dirname)
      .sort()
  : [];

/** Float activations times int8 weights: LiteRT quantises the activations on the way. */
const isHybrid = (graph: Graph): boolean =>
  graph.nodes.some(({ inputs: [x, weights] }) => {
    if (x === undefined || x === null || weights === undefined || weights === null) return false;
    return valueOf(graph, x).type.dtype === 'float32' && valueOf(graph, weights).type.dtype === 'int8';
  });

/** What differs between two tensors; undefined where they agree: integers exactly, floats to `tolerance` of the range. */
const difference = (actual: Tensor, bytes: Uint8Array, tolerance: number): string | undefined => {
  const expected = fromBytes(actual.type.dtype, bytes);
  if (expected.length !== actual.data.length) {
    return `${String(actual.data.length)} elements instead of ${String(expected.length)}`;
  }
  const numbers = Array.from(expected, Number);
  const range = numbers.reduce((a, b) => Math.max(a, b)) - numbers.reduce((a, b) => Math.min(a, b));
  const limit = actual.type.dtype === 'float32' ? tolerance * Math.max(range, 1e-30) : 0;
  const errors = numbers.map((value, index) => Math.abs(value - Number(actual.data[index])));
  const wrong = errors.filter((error) => !(error <= limit)).length;
  const largest = errors.reduce((a, b) => Math.max(a, b));
  return wrong === 0 ? undefined : `${String(wrong)} of ${String(numbers.length)} differ, by up to ${String(largest)}`;
};

const tensorFrom = (type: TensorType, bytes: Uint8Array): Tensor => ({ type, data: fromBytes(type.dtype, bytes) });

describeWith('the reference interpreter against LiteRT', { shared: ['golden', 'models'] }, () => {
  test('there are reference outputs', () => {
    expect(folders.length).toBeGreaterThan(40);
  });

  describe.each(folders)('%s', (folder) => {
    const golden = JSON.parse(readFileSync(join(root, folder, 'golden.json'), 'utf8')) as Golden;
    const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(root, folder, file)));
    const constants = memoryConstants();
    const path = join(shared, 'models', dirname(folder), golden.model);
    const load = (): Graph => readTflite(path, 'm', readFileSync(path), { constants, operators });

    test('every case, and every layer of case 1', () => {
      const graph = load();
      const tolerance = isHybrid(graph) ? 1e-4 : 1e-5;
      const runner = prepare(graph, { operators, constants });
      const findings: string[] = [];
      golden.cases.forEach(({ inputs, outputs }, number) => {
        const seen = new Map<string, Tensor>();
        const given = graph.inputs.map((id, index) =>
          tensorFrom(valueOf(graph, id).type, bytesOf(inputs[index] ?? '')),
        );
        const results = runner.run(given, (id, tensor) => seen.set(id, tensor));
        results.forEach((result, index) => {
          const found = difference(result, bytesOf(outputs[index] ?? ''), tolerance);
          if (found !== undefined) findings.push(`case ${String(number)} output ${String(index)}: ${found}`);
        });
        if (number !== 1) return;
        for (const { name, op, file } of golden.layersOfCase1) {
          const tensor = seen.get(name);
          const found = tensor === undefined ? 'not computed' : difference(tensor, bytesOf(file), tolerance);
          if (found !== undefined) findings.push(`${op} ${name}: ${found}`);
        }
      });
      expect(findings).toEqual([]);
    }, 120_000);
  });
});
