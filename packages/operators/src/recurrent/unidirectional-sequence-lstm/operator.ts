import { none, defineOperator, type OptionsOf } from '@tinyml/core';
import { checkLstm, inferLstm, lstmMacs, runLstm } from '../lstm.ts';
import { lstmProperties } from '../lstm-operands.ts';
import { lstmQuantize } from '../lstm-quantize.ts';
import { keras } from './keras.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['activation', 'cellClip', 'projClip', 'timeMajor'],
  properties: {
    ...lstmProperties,
    timeMajor: { type: 'boolean', description: 'the input is [time, batch, n], not [batch, time, n]' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly unidirectional_sequence_lstm: OptionsOf<typeof attributes>;
  }
}

/**
 * A long short-term memory over a sequence. Operands: as `position` lists them. Results: the outputs of all steps, and the
 * output state and cell state after the last.
 */
export const unidirectionalSequenceLstm = defineOperator({
  name: 'unidirectional_sequence_lstm',
  version: 1,
  summary: 'a long short-term memory over a sequence',
  traits: { stateful: true },
  slots: {
    gradient: none('nothing is trained through it yet'),
    keras,
    kernels,
    quantize: lstmQuantize,
    tflite,
  },
  attributes,
  arity: { inputs: [20, 24], outputs: [3, 3] },
  infer: (request) => inferLstm(request, request.attrs.timeMajor),
  check: checkLstm,
  run: (request) => runLstm(request.attrs, request, request.attrs.timeMajor),
  macs: lstmMacs,
});
