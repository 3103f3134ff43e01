import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, prepare, valueOf, type TensorData } from '@tinyml/core';
import { operators } from '../keras-run.ts';
import { importPt2, worstError } from './run.ts';

const folder = join(import.meta.dirname, '..', 'cases', 'pytorch');

interface Recorded {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

const dataOf = ({ dtype, data }: Recorded): TensorData => {
  if (dtype === 'int64') return BigInt64Array.from(data, BigInt);
  if (dtype === 'int32') return Int32Array.from(data);
  return dtype.startsWith('float') ? Float32Array.from(data) : Uint8Array.from(data);
};

const themes = readdirSync(folder)
  .filter((name) => name.endsWith('.pt2'))
  .map((name) => name.slice(0, -4))
  .filter((name) => name !== 'refused');

/** Python writes what is no number as words. */
const parse = (text: string) =>
  JSON.parse(text.replace(/-?Infinity|NaN/g, (word) => `"${word}"`)) as {
    readonly inputs: readonly Recorded[];
    readonly outputs: readonly Recorded[];
  };

describe('layers and functions of PyTorch give what PyTorch computed, to 1e-5 of the largest', () => {
  test('there are recordings', () => {
    expect(themes.length).toBeGreaterThan(10);
  });

  test.each(themes)('%s', async (theme) => {
    const { inputs, outputs } = parse(readFileSync(join(folder, `${theme}.json`), 'utf8'));
    const { graph, constants } = await importPt2(new Uint8Array(readFileSync(join(folder, `${theme}.pt2`))));
    const given = graph.inputs.map((id, i) => ({ type: valueOf(graph, id).type, data: dataOf(inputs[i] as Recorded) }));
    const results = prepare(graph, { operators, constants }).run(given);
    expect(results.length).toBe(outputs.length);
    const wrong = outputs.flatMap(({ dtype, shape, data }, i) => {
      const result = results[i];
      const type = dtype.startsWith('float') ? 'float32' : dtype;
      const error = worstError(result?.data ?? [], data.map(Number));
      const sound = result?.type.dtype === type && result.type.shape.join() === shape.join() && error <= 1e-5;
      return sound ? [] : [{ case: i, error, type: result?.type, expected: { dtype, shape } }];
    });
    expect(wrong).toEqual([]);
  });
});

describe('what cannot be translated', () => {
  test('is named by the operator, all of it at once', async () => {
    const bytes = new Uint8Array(readFileSync(join(folder, 'refused.pt2')));
    const error: unknown = await importPt2(bytes).catch((thrown: unknown) => thrown);
    if (!isTinymlError(error)) throw error;
    expect(error.diagnostics.every(({ code }) => code === 'TML301')).toBe(true);
    expect(error.diagnostics.map(({ message }) => message.slice(0, message.indexOf(' ')))).toEqual([
      'aten.__lshift__',
      'aten.cumprod',
      'aten.cummax',
      'aten.embedding_bag',
      'aten.slice',
      'aten.fft_rfft',
    ]);
  });
});
