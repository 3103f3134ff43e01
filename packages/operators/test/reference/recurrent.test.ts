import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Operator, Tensor, TensorData } from '@tinyml/core';
import { builtinOperatorTable } from '@tinyml/operators';
import { recordedSteps, recurrentFolder, stepTensor, stepTensors } from '../recorded-steps.ts';

const expectClose = (found: TensorData, wanted: readonly number[], tolerance: number): void => {
  wanted.forEach((value, i) => {
    expect(Math.abs(Number(found[i]) - value)).toBeLessThan(tolerance * Math.max(1, Math.abs(value)));
  });
};

describe.each(readdirSync(recurrentFolder))('%s as LiteRT runs it', (op) => {
  test.each(readdirSync(new URL(`${op}/`, recurrentFolder)))('%s', (file) => {
    const recorded = recordedSteps(op, file);
    const { attrs, inputs, states, output, steps } = recorded;
    const operator = builtinOperatorTable.get(op) as Operator;
    let operands = stepTensors(recorded);
    for (const { x, y } of steps) {
      const first = operands[0] as Tensor;
      operands = operands.with(0, stepTensor(first.type, x));
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
