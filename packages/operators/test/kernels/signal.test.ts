import { describe, expect, test } from '@jest/globals';
import { allocate, elementCount, type Tensor, type TensorData } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { filled, recordedStepsOf, resultTypes } from '../recorded.ts';
import { hasCompiler } from './harness.ts';
import { caseOf, expectReference, recordedCases, type Case } from './recorded-cases.ts';

/** Every recording as one call; of those with state, each step with the state that the steps before left. */
const casesOf = (op: string): readonly Case[] => [
  ...recordedCases(op),
  ...recordedStepsOf(op).flatMap((recorded) => {
    const types = resultTypes(recorded);
    let state = recorded.states.map(({ type }): Tensor => ({ type, data: allocate(type.dtype, elementCount(type.shape)) })); // prettier-ignore
    return recorded.steps.map(({ x }) => {
      const tensors = [{ type: recorded.input, data: filled(recorded.input, x) }, ...state];
      const found = caseOf(op, recorded.attrs, tensors, () => false, types);
      state = recorded.states.map(({ result, type }) => ({ type, data: found.expected[result] as TensorData }));
      return found;
    });
  }),
];

const operators = builtinOperators.filter(({ name }) => name.startsWith('signal_') || name === 'circular_buffer');

(hasCompiler ? describe : describe.skip)('C of operators on signals and streams, against the reference', () => {
  test.each(operators.map(({ name }) => name))('%s', (op) => {
    const cases = casesOf(op);
    expect(cases.length).toBeGreaterThan(1);
    expectReference(cases, 1e-6);
  });
});
