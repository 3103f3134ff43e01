import { none, defineOperator, type OptionsOf } from '@tinyml/core';
import { checkRnn, inferRnn, rnnMacs, rnnProperties, runRnn } from '../rnn.ts';
import { rnnQuantize } from '../rnn-quantize.ts';
import { keras } from './keras.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['activation', 'timeMajor'],
  properties: {
    ...rnnProperties,
    timeMajor: { type: 'boolean', description: 'the input is [time, batch, n], not [batch, time, n]' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly unidirectional_sequence_rnn: OptionsOf<typeof attributes>;
  }
}

/**
 * A simple recurrent network over a sequence. Operands: as `rnnPosition` lists them; the bias may be absent. Results: the outputs
 * of all steps, and the state after the last.
 */
export const unidirectionalSequenceRnn = defineOperator({
  name: 'unidirectional_sequence_rnn',
  version: 1,
  summary: 'a simple recurrent network over a sequence',
  traits: { stateful: true },
  slots: {
    gradient: none('nothing is trained through it yet'),
    keras,
    kernels,
    quantize: rnnQuantize,
    tflite,
  },
  attributes,
  arity: { inputs: [5, 5], outputs: [2, 2] },
  infer: (request) => inferRnn(request, request.attrs.timeMajor),
  check: checkRnn,
  run: (request) => runRnn(request.attrs, request, request.attrs.timeMajor),
  macs: rnnMacs,
});
