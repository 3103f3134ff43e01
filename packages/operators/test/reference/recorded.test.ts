import { describe, expect, test } from '@jest/globals';
import type { Operator, TensorData } from '@tinyml/core';
import { builtinOperatorTable } from '@tinyml/operators';
import { filled, recordedOperators, recordingsOf, type Element } from '../recorded.ts';

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

describe.each(recordedOperators)('%s as LiteRT runs it', (op) => {
  test.each(recordingsOf(op).map((recorded) => [recorded.slug, recorded] as const))('%s', (_, recorded) => {
    const operator = builtinOperatorTable.get(op) as Operator;
    const typed = recorded.inputs.map((input) => input?.type ?? null);
    const tensors = recorded.inputs.map((input) => input && { type: input.type, data: filled(input.type, input.data) });
    const operands = recorded.inputs.map((input, i) => {
      const tensor = tensors[i];
      return !tensor ? null : { type: tensor.type, ...(input?.constant === true && { constant: tensor.data }) };
    });
    const attrs = recorded.attrs as never;
    const { outputs, expected } = recorded;
    expect(operator.infer({ attrs, inputs: operands }).map(({ shape }) => shape)).toEqual(
      outputs.map(({ shape }) => shape),
    );
    expect(operator.check({ attrs, inputs: typed, outputs })).toBeUndefined();
    const results = operator.run({ attrs, inputs: tensors, outputs });
    outputs.forEach((type, i) => {
      const [result, wanted] = [results[i] as TensorData, expected[i] as readonly Element[]];
      if (type.dtype === 'float32') close(result, wanted, 1e-5);
      else expect(result).toEqual(filled(type, wanted));
    });
  });
});
