import { allocate, clamp, defineOperator, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { historyTypes } from '../history.ts';
import { signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { framesOf } from './overlap.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['frameStep'],
  properties: { frameStep: { type: 'integer', minimum: 1, description: 'samples from one frame to the next' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_overlap_add: OptionsOf<typeof attributes>;
  }
}

/**
 * The signal that overlapping frames add up to; int16 sums are limited after each addition. State: the sums so far of
 * samples that later frames add to.
 * Operands: x [..., frames, size], sums [signals, size − frameStep]?. Results: [..., frames · frameStep], and the state;
 * int16 or float32. TensorFlow Lite Micro's SignalOverlapAdd.
 */
export const signalOverlapAdd = defineOperator({
  name: 'signal_overlap_add',
  version: 1,
  summary: 'the signal that overlapping frames add up to',
  traits: { stateful: true },
  slots: {
    gradient: none('its result depends on earlier inferences'),
    keras: none('a Keras model has no state between its frames that a file describes'),
    kernels,
    tflite,
    micro: 'AddOverlapAdd',
  },
  attributes,
  arity: { inputs: [1, 2], outputs: [1, 2] },
  infer({ attrs: { frameStep }, inputs: [x] }) {
    const { type } = required(x);
    if (type.shape.length < 2) throw new OperatorError('needs frames along the last axis but one');
    const { frames, signals, size } = framesOf(type);
    if (frameStep > size) throw new OperatorError('frames that do not reach the next one are not supported');
    return [
      { dtype: type.dtype, shape: [...type.shape.slice(0, -2), frames * frameStep] },
      ...historyTypes(type.dtype, signals, size - frameStep),
    ];
  },
  check({ inputs, outputs }) {
    const dtype = inputs[0]?.dtype === 'float32' ? 'float32' : 'int16';
    return signalTypesProblem(inputs, outputs, inputs.map(() => dtype), outputs.map(() => dtype)); // prettier-ignore
  },
  run({ attrs: { frameStep }, inputs: [x, state] }) {
    const { data, type } = required(x);
    const { frames, signals, size } = framesOf(type);
    const added =
      type.dtype === 'float32'
        ? (a: number, b: number) => Math.fround(a + b)
        : (a: number, b: number) => clamp(a + b, -32768, 32767);
    const kept = size - frameStep;
    const result = allocate(type.dtype, signals * frames * frameStep) as Float32Array;
    const after = allocate(type.dtype, signals * kept) as Float32Array;
    for (let signal = 0; signal < signals; signal++) {
      const sums = new Float64Array(size);
      if (state != null) sums.set((state.data as Float32Array).subarray(signal * kept, (signal + 1) * kept));
      for (let frame = 0; frame < frames; frame++) {
        const at = signal * frames + frame;
        sums.forEach((sum, i) => {
          sums[i] = added((data as Float32Array)[at * size + i] as number, sum);
        });
        result.set(sums.subarray(0, frameStep), at * frameStep);
        sums.copyWithin(0, frameStep);
        sums.fill(0, kept);
      }
      after.set(sums.subarray(0, kept), signal * kept);
    }
    return kept === 0 ? [result] : [result, after];
  },
  macs: () => 0,
});
