import { defineOperator } from '../op/define-operator.ts';
import { checkPooling, inferPooling, poolingAttributes, runPooling } from '../op/pooling.ts';

const step = (sum: number, value: number): number => sum + value;
const finishFloat = (sum: number, count: number): number => (count === 0 ? 0 : sum / count);

/** Integer mean, halves away from zero. */
const finishInt8 = (sum: number, count: number): number =>
  count === 0 ? 0 : Math.trunc((sum + (sum > 0 ? 1 : -1) * Math.floor(count / 2)) / count);

/** Mean of each window; elements of padding are not counted. */
export const averagePool2d = defineOperator({
  name: 'average_pool_2d',
  version: 1,
  summary: 'mean of each window',
  attributes: poolingAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: inferPooling,
  check: checkPooling,
  run: (request) =>
    runPooling(request, { start: 0, step, finish: request.outputs[0]?.dtype === 'int8' ? finishInt8 : finishFloat }),
  macs: () => 0,
});
