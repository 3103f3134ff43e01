import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { allocate, type Operator, type TensorData, type TensorType } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';

/** One operator run by LiteRT's reference kernels; test/cases/record.py writes the files. */
interface Case {
  readonly op: string;
  readonly attrs: object;
  readonly inputs: readonly ({
    readonly type: TensorType;
    readonly constant: boolean;
    readonly data: readonly number[];
  } | null)[];
  readonly output: TensorType;
  readonly expected: readonly number[];
}

const folder = new URL('../cases/', import.meta.url);

const filled = (type: TensorType, values: readonly number[]): TensorData => {
  const data = allocate(type.dtype, values.length) as Float32Array;
  data.set(values);
  return data;
};

const close = (actual: TensorData, expected: readonly number[], tolerance: number): void => {
  const range = Math.max(...expected) - Math.min(...expected);
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(Number(actual[i]) - value)).toBeLessThanOrEqual(tolerance * Math.max(1, range));
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
    if (recorded.output.dtype !== 'float32') expect(Array.from(result, Number)).toEqual(recorded.expected);
    else close(result, recorded.expected, 1e-5);
  });
});
