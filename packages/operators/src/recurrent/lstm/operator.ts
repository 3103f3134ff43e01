import { none, defineOperator, type OptionsOf } from '@tinyml/core';
import { checkLstm, inferLstm, lstmMacs, runLstm } from '../lstm.ts';
import { lstmProperties } from '../lstm-operands.ts';
import { lstmQuantize } from '../lstm-quantize.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['activation', 'cellClip', 'projClip'],
  properties: lstmProperties,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly lstm: OptionsOf<typeof attributes>;
  }
}

/**
 * One step of a long short-term memory on an input [batch, n]. Operands: as `position` lists them. Results: the output,
 * and the output state and cell state after the step.
 */
export const lstm = defineOperator({
  name: 'lstm',
  version: 1,
  summary: 'one step of a long short-term memory',
  traits: { stateful: true },
  slots: {
    keras: none('Keras has layers of whole sequences: this is a single step'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    quantize: lstmQuantize,
    tflite,
  },
  attributes,
  arity: { inputs: [20, 24], outputs: [3, 3] },
  infer: (request) => inferLstm(request, true),
  check: checkLstm,
  run: (request) => runLstm(request.attrs, request, true),
  macs: lstmMacs,
});
