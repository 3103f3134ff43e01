import { defineOperator } from '../op/define-operator.ts';
import { movementProblem, required } from '../op/movement.ts';
import { noAttributes } from '../op/no-attributes.ts';

/** Its operand, unchanged. */
export const identity = defineOperator({
  name: 'identity',
  version: 1,
  summary: 'its operand, unchanged',
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: ({ inputs }) => [required(inputs[0]).type],
  check: ({ inputs, outputs }) => movementProblem(inputs, outputs),
  run: ({ inputs }) => [required(inputs[0]).data],
  macs: () => 0,
});
