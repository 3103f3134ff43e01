import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { allocate, type Operator, type TensorData, type TensorType } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';

/** What JSON has no number for is text: infinities, and integers of more than 53 bits. */
type Element = number | string;

/** One operator run by LiteRT's reference kernels; test/cases/record.py writes the files. */
interface Case {
  readonly op: string;
  readonly attrs: object;
  readonly inputs: readonly ({
    readonly type: TensorType;
    readonly constant: boolean;
    readonly data: readonly Element[];
  } | null)[];
  readonly output: TensorType;
  readonly expected: readonly Element[];
}

const folder = new URL('../cases/', import.meta.url);

const filled = (type: TensorType, values: readonly Element[]): TensorData => {
  if (type.dtype === 'int64') return BigInt64Array.from(values, BigInt);
  const data = allocate(type.dtype, values.length) as Float32Array;
  data.set(values.map(Number));
  return data;
};

const close = (actual: TensorData, elements: readonly Element[], tolerance: number): void => {
  const expected = elements.map(Number);
  const finite = expected.filter(Number.isFinite);
  const range = Math.max(...finite) - Math.min(...finite);
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    if (!Number.isFinite(value)) expect(Number(actual[i])).toBe(value);
    else expect(Math.abs(Number(actual[i]) - value)).toBeLessThanOrEqual(tolerance * Math.max(1, range));
  });
};

const operatorNamed = (name: string): Operator => {
  const operator = builtinOperators.find((candidate) => candidate.name === name);
  if (operator === undefined) throw new Error(`no operator ${name}`);
  return operator;
};

const operators = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map((entry) => entry.name);

describe.each(operators)('%s as LiteRT runs it', (op) => {
  const slugs = readdirSync(new URL(`${op}/`, folder)).map((name) => name.replace('.json', ''));
  test.each(slugs)('%s', (slug) => {
    const recorded = JSON.parse(readFileSync(new URL(`${op}/${slug}.json`, folder), 'utf8')) as Case;
    const operator = operatorNamed(op);
    const typed = recorded.inputs.map((input) => input?.type ?? null);
    const tensors = recorded.inputs.map((input) => input && { type: input.type, data: filled(input.type, input.data) });
    const operands = recorded.inputs.map((input, i) => {
      const tensor = tensors[i];
      return !tensor ? null : { type: tensor.type, ...(input?.constant === true && { constant: tensor.data }) };
    });
    const attrs = recorded.attrs as never;
    expect(operator.infer({ attrs, inputs: operands })[0]?.shape).toEqual(recorded.output.shape);
    expect(operator.check({ attrs, inputs: typed, outputs: [recorded.output] })).toBeUndefined();
    const result = operator.run({ attrs, inputs: tensors, outputs: [recorded.output] })[0] as TensorData;
    if (recorded.output.dtype !== 'float32') expect(result).toEqual(filled(recorded.output, recorded.expected));
    else close(result, recorded.expected, 1e-5);
  });
});
