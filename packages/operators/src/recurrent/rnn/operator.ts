import { none, defineOperator, type OptionsOf } from '@tinyml/core';
import { checkRnn, inferRnn, rnnMacs, rnnProperties, runRnn } from '../rnn.ts';
import { rnnQuantize } from '../rnn-quantize.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['activation'],
  properties: rnnProperties,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly rnn: OptionsOf<typeof attributes>;
  }
}

/**
 * One step of a simple recurrent network on an input [batch, n]. Operands: as `rnnPosition` lists them; the bias may be absent.
 * Results: the output, and the state after the step, which is the same.
 */
export const rnn = defineOperator({
  name: 'rnn',
  version: 1,
  summary: 'one step of a simple recurrent network',
  traits: { stateful: true },
  slots: {
    gradient: none('nothing is trained through it yet'),
    keras: none('Keras has layers of whole sequences'),
    kernels,
    quantize: rnnQuantize,
    tflite,
  },
  attributes,
  arity: { inputs: [5, 5], outputs: [2, 2] },
  infer: (request) => inferRnn(request, true),
  check: checkRnn,
  run: (request) => runRnn(request.attrs, request, true),
  macs: rnnMacs,
});
