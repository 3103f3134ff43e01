import { defineOperator, none, noAttributes, OperatorError, required, type NoAttributes } from '@tinyml/core';
import { expectTruth, expectTypes, typesOf } from '../carried.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** condition, and what both graphs take */
    readonly if: NoAttributes;
  }
}

/** The first graph where the condition is true, else the second. Multiply-accumulates are those of the longer way. */
export const ifBranch = defineOperator({
  name: 'if',
  version: 1,
  summary: 'a branch: one of two graphs runs',
  traits: { control: 'branch' },
  slots: {
    micro: 'AddIf',
    gradient: none('nothing is trained through a branch'),
    kernels: none('it becomes a branch in the program, around the kernels of its graphs'),
    keras: none('Keras has no layer that branches'),
    quantize: none('what its graphs compute stays as it is'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [1, Infinity], outputs: [1, Infinity] },
  infer({ graphs = [], inputs: [condition, ...operands] }) {
    const [first, second] = graphs;
    if (first === undefined || second === undefined || graphs.length !== 2)
      throw new OperatorError('a branch has two graphs');
    expectTruth([required(condition).type], 'the condition');
    const types = operands.map((operand) => required(operand).type);
    const results = typesOf(first, 'outputs');
    expectTypes(typesOf(first, 'inputs'), types, 'what the first graph takes');
    expectTypes(typesOf(second, 'inputs'), types, 'what the second graph takes');
    expectTypes(typesOf(second, 'outputs'), results, 'what the second graph gives');
    return results;
  },
  check: () => undefined,
  run({ graphs = [], inputs: [condition, ...operands] }) {
    const chosen = graphs[required(condition).data[0] === 1 ? 0 : 1];
    if (chosen === undefined) throw new Error('if needs its graphs');
    return chosen(operands.map(required)).map(({ data }) => data);
  },
  macs: ({ nested = [] }) => Math.max(0, ...nested),
});
