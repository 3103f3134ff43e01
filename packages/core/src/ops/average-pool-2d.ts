import { defineOperator } from '../op/define-operator.ts';
import { checkPooling, inferPooling, poolingAttributes, runPooling } from '../op/pooling.ts';

/** Mean of each window; elements of padding are not counted. */
export const averagePool2d = defineOperator({
  name: 'average_pool_2d',
  version: 1,
  summary: 'mean of each window',
  attributes: poolingAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: inferPooling,
  check: checkPooling,
  run: (request) => runPooling(request, 'average'),
  macs: () => 0,
});
