import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allocate, interpret, memoryConstants, valueOf, type TensorData } from '@tinyml/core';
import { tfliteFormat } from '../src/tflite/format.ts';
import { operators } from './operators.ts';

/** Elements of each tensor, in order. */
interface Case {
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

const folder = join(import.meta.dirname, 'cases', 'tflite');
const slugs = readdirSync(folder)
  .filter((name) => name.endsWith('.tflite'))
  .map((name) => name.replace('.tflite', ''));

const elements = (data: TensorData): readonly number[] => Array.from(data as ArrayLike<number | bigint>, Number);

describe('operators that a few of ours express compute what LiteRT computes', () => {
  test.each(slugs)('%s', async (slug) => {
    const { inputs, outputs } = JSON.parse(readFileSync(join(folder, `${slug}.json`), 'utf8')) as Case;
    const bytes = readFileSync(join(folder, `${slug}.tflite`));
    const constants = memoryConstants();
    const source = { path: slug, bytes, readFile: () => Promise.reject(new Error('one file only')) };
    const graph = await tfliteFormat.read(source, { constants, operators });
    const tensors = graph.inputs.map((id, i) => {
      const { type } = valueOf(graph, id);
      const data = allocate(type.dtype, inputs[i]?.length ?? 0);
      inputs[i]?.forEach((value, at) => {
        data[at] = data instanceof BigInt64Array ? BigInt(value) : value;
      });
      return { type, data };
    });
    const results = interpret(graph, tensors, { operators, constants });
    expect(results.map(({ data }) => elements(data))).toEqual(
      outputs.map((values, i) => expected(values, results[i]?.data)),
    );
  });
});

/** Recorded decimals as the element type has them. */
const expected = (values: readonly number[], like: TensorData | undefined): readonly number[] =>
  like instanceof Float32Array ? Array.from(Float32Array.from(values)) : values;
