import { defineOperator, none, required, type OptionsOf } from '@tinyml/core';
import { signalTypesProblem } from '../signal-types.ts';
import { logarithmOf, logTable } from './logarithm.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['inputCorrectionBits', 'outputScale'],
  properties: {
    inputCorrectionBits: { type: 'integer', minimum: 0, maximum: 31, description: 'bits that the operand is moved up' },
    outputScale: {
      type: 'integer',
      minimum: 0,
      maximum: 2147483647,
      description: 'what the logarithm is multiplied by',
    },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_filter_bank_log: OptionsOf<typeof attributes>;
  }
}

/**
 * outputScale · ln(x · 2^inputCorrectionBits), rounded, at most 32767; 0 for x = 0. x uint32 [n] → int16 [n].
 * TensorFlow Lite Micro's SignalFilterBankLog.
 */
export const signalFilterBankLog = defineOperator({
  name: 'signal_filter_bank_log',
  version: 1,
  summary: 'natural logarithms as fixed-point numbers',
  slots: {
    gradient: none('it computes with fixed-point numbers'),
    keras: none('Keras has no layer of fixed-point signals'),
    kernels,
    tflite,
    micro: 'AddFilterBankLog',
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: ({ inputs: [x] }) => [{ dtype: 'int16', shape: required(x).type.shape }],
  check: ({ inputs, outputs }) => signalTypesProblem(inputs, outputs, ['uint32'], ['int16']),
  run({ attrs: { inputCorrectionBits, outputScale }, inputs: [x] }) {
    const table = logTable();
    return [
      Int16Array.from(required(x).data as Uint32Array, (value) => {
        const scaled = (value << inputCorrectionBits) >>> 0;
        return scaled <= 1 ? 0 : Math.min(32767, logarithmOf(scaled, outputScale, table));
      }),
    ];
  },
  macs: () => 0,
});
