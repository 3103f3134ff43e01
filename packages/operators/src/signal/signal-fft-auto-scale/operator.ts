import { defineOperator, none, noAttributes, required, type NoAttributes } from '@tinyml/core';
import { signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_fft_auto_scale: NoAttributes;
  }
}

/** The largest magnitude as TensorFlow Lite Micro keeps it, in 16 bits: after −32768 it begins anew. */
const largest = (x: Int16Array): number => {
  let most = 0;
  for (const value of x) if (value > most || -value > most) most = (Math.abs(value) << 16) >> 16;
  return most;
};

/**
 * Samples moved up by as many bits as 16 allow, and that number. x int16 [n] → int16 [n], int32 [].
 * TensorFlow Lite Micro's SignalFftAutoScale.
 */
export const signalFftAutoScale = defineOperator({
  name: 'signal_fft_auto_scale',
  version: 1,
  summary: 'samples moved up by as many bits as they leave free, and that number',
  slots: {
    gradient: none('it computes with fixed-point numbers'),
    keras: none('Keras has no layer of fixed-point signals'),
    kernels,
    tflite,
    micro: 'AddFftAutoScale',
  },
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [2, 2] },
  infer: ({ inputs: [x] }) => [required(x).type, { dtype: 'int32', shape: [] }],
  check: ({ inputs, outputs }) => signalTypesProblem(inputs, outputs, ['int16'], ['int16', 'int32']),
  run({ inputs: [x] }) {
    const samples = required(x).data as Int16Array;
    const most = largest(samples);
    const bits = most <= 0 ? 0 : Math.max(0, Math.clz32(most) - 17);
    return [samples.map((value) => value << bits), Int32Array.of(bits)];
  },
  macs: () => 0,
});
