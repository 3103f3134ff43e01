import { describe, expect, test } from '@jest/globals';
import { allocate, elementCount, type Operator, type Tensor, type TensorData } from '@tinyml/core';
import { builtinOperatorTable } from '@tinyml/operators';
import { filled, operatorsWithSteps, recordedStepsOf, resultTypes } from '../recorded.ts';

describe.each(operatorsWithSteps)('%s as TensorFlow Lite Micro runs it', (op) => {
  test.each(recordedStepsOf(op).map((recorded) => [recorded.slug, recorded] as const))('%s', (_, recorded) => {
    const operator = builtinOperatorTable.get(op) as Operator;
    const attrs = recorded.attrs as never;
    const { input, outputs, states, steps } = recorded;
    const types = resultTypes(recorded);
    let state = states.map(({ type }): Tensor => ({ type, data: allocate(type.dtype, elementCount(type.shape)) }));
    for (const { x, y } of steps) {
      const inputs = [{ type: input, data: filled(input, x) }, ...state];
      expect(operator.infer({ attrs, inputs: inputs.map(({ type }) => ({ type })) })).toEqual(types);
      expect(operator.check({ attrs, inputs: inputs.map(({ type }) => type), outputs: types })).toBeUndefined();
      const results = operator.run({ attrs, inputs, outputs: types });
      outputs.forEach((type, i) => {
        expect(results[i]).toEqual(filled(type, y[i] ?? []));
      });
      state = states.map(({ type, result }) => ({ type, data: results[result] as TensorData }));
    }
  });
});
