import { defineOperator, none, required, type OptionsOf } from '@tinyml/core';
import { historyTypes, newestOf, withHistory } from '../history.ts';
import { signalsIn, signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['delayLength'],
  properties: { delayLength: { type: 'integer', minimum: 0, description: 'samples' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_delay: OptionsOf<typeof attributes>;
  }
}

/**
 * A signal that comes in pieces, later by `delayLength` samples; zeros come first. State: the samples that are still to come.
 * Operands: x int16 [..., n], samples int16 [signals, delayLength]?. Results: int16 [..., n], and the state. TensorFlow Lite
 * Micro's SignalDelay.
 */
export const signalDelay = defineOperator({
  name: 'signal_delay',
  version: 1,
  summary: 'a signal that comes in pieces, some samples later',
  traits: { stateful: true },
  slots: {
    gradient: none('its result depends on earlier inferences'),
    keras: none('a Keras model has no state between its frames that a file describes'),
    kernels,
    tflite,
    micro: 'AddDelay',
  },
  attributes,
  arity: { inputs: [1, 2], outputs: [1, 2] },
  infer({ attrs: { delayLength }, inputs: [x] }) {
    const { type } = required(x);
    return [type, ...historyTypes(type.dtype, signalsIn(type), delayLength)];
  },
  check: ({ inputs, outputs }) => signalTypesProblem(inputs, outputs, inputs.map(() => 'int16'), outputs.map(() => 'int16')), // prettier-ignore
  run({ attrs: { delayLength }, inputs: [x, samples] }) {
    const { data, type } = required(x);
    const signals = signalsIn(type);
    if (delayLength === 0) return [data.slice()];
    const rows = withHistory(type.dtype, signals, samples?.data, data) as Int16Array;
    const size = data.length / signals;
    const result = new Int16Array(data.length);
    for (let signal = 0; signal < signals; signal++) {
      const from = signal * (delayLength + size);
      result.set(rows.subarray(from, from + size), signal * size);
    }
    return [result, newestOf(rows, signals, delayLength)];
  },
  macs: () => 0,
});
