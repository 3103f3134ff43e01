import { defineOperator, none, OperatorError, required, type OptionsOf, type TensorData } from '@tinyml/core';
import { expectTruth, expectTypes, typesOf } from '../carried.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  properties: {
    turns: { type: 'integer', minimum: 0, description: 'how often the body runs, where that is known' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** the values that the loop begins with; the results are those that it ends with */
    readonly while: OptionsOf<typeof attributes>;
  }
}

/** Turns after which a loop counts as one that does not end. */
const most = 2 ** 20;

/**
 * While the first graph says true of the values, the second one gives their next ones. All values keep their types. Without
 * `turns` the multiply-accumulates are those of one turn.
 */
export const whileLoop = defineOperator({
  name: 'while',
  version: 1,
  summary: 'a loop: while a graph says true, another gives the next values',
  traits: { control: 'loop' },
  slots: {
    micro: 'AddWhile',
    gradient: none('nothing is trained through a loop'),
    kernels: none('it becomes a loop in the program, around the kernels of its graphs'),
    keras: none('layers that loop have operators of their own'),
    quantize: none('what its graphs compute stays as it is'),
    tflite,
  },
  attributes,
  arity: { inputs: [1, Infinity], outputs: [1, Infinity] },
  infer({ graphs = [], inputs }) {
    const [condition, body] = graphs;
    if (condition === undefined || body === undefined || graphs.length !== 2)
      throw new OperatorError('a loop has two graphs, its condition and its body');
    const types = inputs.map((operand) => required(operand).type);
    expectTypes(typesOf(condition, 'inputs'), types, 'what the condition takes');
    expectTruth(typesOf(condition, 'outputs'), 'the result of the condition');
    expectTypes(typesOf(body, 'inputs'), types, 'what the body takes');
    expectTypes(typesOf(body, 'outputs'), types, 'what the body gives');
    return types;
  },
  check: () => undefined,
  run({ graphs = [], inputs }) {
    const [condition, body] = graphs;
    if (condition === undefined || body === undefined) throw new Error('while needs its graphs');
    let values = inputs.map(required);
    for (let turn = 0; condition(values)[0]?.data[0] === 1; turn++) {
      if (turn === most) throw new OperatorError(`it has not ended after ${String(most)} turns`);
      values = body(values).map((tensor, i) => ({ type: required(values[i]).type, data: tensor.data }));
    }
    return values.map(({ data }): TensorData => data);
  },
  macs: ({ attrs, nested = [] }) => (attrs.turns ?? 1) * nested.reduce((sum, macs) => sum + macs, 0),
});
