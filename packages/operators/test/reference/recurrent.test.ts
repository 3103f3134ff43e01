import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { allocate, elementCount, type Operator, type Tensor, type TensorData, type TensorType } from '@tinyml/core';
import { builtinOperatorTable } from '@tinyml/operators';

/** An operator that keeps state, run step by step by LiteRT's reference kernels: see test/cases/record_recurrent.py. */
interface Recorded {
  readonly op: string;
  readonly attrs: object;
  /** Operands without data: the first is what goes in at each step, the others are state. */
  readonly inputs: readonly ({ readonly type: TensorType; readonly data?: readonly number[] } | null)[];
  readonly states: readonly number[];
  readonly output: TensorType;
  readonly steps: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
}

const folder = new URL('../cases/_recurrent/', import.meta.url);

const tensorOf = (type: TensorType, values?: readonly number[]): Tensor => {
  const data = allocate(type.dtype, elementCount(type.shape)) as Float32Array;
  if (values === undefined) data.fill(type.quant?.zeroPoint[0] ?? 0);
  else data.set(values);
  return { type, data };
};

const expectClose = (found: TensorData, wanted: readonly number[], tolerance: number): void => {
  wanted.forEach((value, i) => {
    expect(Math.abs(Number(found[i]) - value)).toBeLessThan(tolerance * Math.max(1, Math.abs(value)));
  });
};

describe.each(readdirSync(folder))('%s as LiteRT runs it', (op) => {
  test.each(readdirSync(new URL(`${op}/`, folder)))('%s', (file) => {
    const { attrs, inputs, states, output, steps } = JSON.parse(
      readFileSync(new URL(`${op}/${file}`, folder), 'utf8'),
    ) as Recorded;
    const operator = builtinOperatorTable.get(op) as Operator;
    let operands = inputs.map((input) => input && tensorOf(input.type, input.data));
    for (const { x, y } of steps) {
      const first = operands[0] as Tensor;
      operands = operands.with(0, tensorOf(first.type, x));
      const types = [output, ...states.map((position) => (operands[position] as Tensor).type)];
      expect(
        operator.check({ attrs: attrs as never, inputs: operands.map((t) => t?.type ?? null), outputs: types }),
      ).toBeUndefined();
      const inferred = operator.infer({
        attrs: attrs as never,
        inputs: operands.map((t, i) => t && { type: t.type, ...(inputs[i]?.data && { constant: t.data }) }),
      });
      expect(inferred.map(({ shape }) => shape)).toEqual(types.map(({ shape }) => shape));
      const [result, ...after] = operator.run({ attrs: attrs as never, inputs: operands, outputs: types });
      if (output.dtype === 'float32') expectClose(result as TensorData, y, file.includes('hybrid') ? 1e-4 : 1e-5);
      else expect(Array.from(result as Int8Array)).toEqual(y);
      states.forEach((position, i) => {
        operands = operands.with(position, { type: (operands[position] as Tensor).type, data: after[i] as TensorData });
      });
    }
  });
});
