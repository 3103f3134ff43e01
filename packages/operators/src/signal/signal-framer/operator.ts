import { defineOperator, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { countType, historyTypes, newestOf, withHistory } from '../history.ts';
import { signalsIn, signalTypesProblem } from '../signal-types.ts';
import { framing } from './framing.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['frameSize', 'frameStep', 'prefill'],
  properties: {
    frameSize: { type: 'integer', minimum: 1, description: 'samples of a frame' },
    frameStep: { type: 'integer', minimum: 1, description: 'samples from one frame to the next' },
    prefill: { type: 'boolean', description: 'zeros precede the signal, so that the first frame is full' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_framer: OptionsOf<typeof attributes>;
  }
}

/**
 * Overlapping frames of a signal that comes in pieces. State: the samples that the next frames begin with, and (unless
 * there are zeros first) how many steps have come so far, up to those of a frame.
 * Operands: x int16 [..., k · frameStep], samples int16 [signals, length]?, steps int32 []?. Results: frames int16
 * [..., k, frameSize], whether all of them are full bool [], and the state. A frame that is not full is zeros; TensorFlow Lite
 * Micro's SignalFramer leaves it as its memory has it.
 */
export const signalFramer = defineOperator({
  name: 'signal_framer',
  version: 1,
  summary: 'overlapping frames of a signal that comes in pieces',
  traits: { stateful: true },
  slots: {
    gradient: none('its result depends on earlier inferences'),
    keras: none('a Keras model has no state between its frames that a file describes'),
    kernels,
    tflite,
    micro: 'AddFramer',
  },
  attributes,
  arity: { inputs: [1, 3], outputs: [2, 4] },
  infer({ attrs, inputs: [x] }) {
    const { dtype, shape } = required(x).type;
    const size = shape.at(-1) ?? 0;
    const { frameSize, frameStep } = attrs;
    if (size < frameStep || size % frameStep !== 0)
      throw new OperatorError(`${String(size)} samples are no multiple of a step of ${String(frameStep)}`);
    if (frameSize < frameStep) throw new OperatorError('frames that leave samples out are not supported');
    const { length, warmUp } = framing(attrs);
    return [
      { dtype, shape: [...shape.slice(0, -1), size / frameStep, frameSize] },
      { dtype: 'bool', shape: [] },
      ...historyTypes(dtype, signalsIn({ dtype, shape }), length),
      ...(warmUp > 0 ? [countType] : []),
    ];
  },
  check: ({ inputs: [x, ...state], outputs }) =>
    signalTypesProblem(
      [x, ...state],
      outputs,
      ['int16', ...(['int16', 'int32'] as const).slice(0, state.length)],
      ['int16', 'bool', ...(['int16', 'int32'] as const).slice(0, state.length)],
    ),
  run({ attrs, inputs: [x, samples, steps] }) {
    const { data, type } = required(x);
    const { frameSize, frameStep } = attrs;
    const { length, warmUp } = framing(attrs);
    const signals = signalsIn(type);
    const count = (type.shape.at(-1) as number) / frameStep;
    const rows = withHistory(type.dtype, signals, samples?.data, data) as Int16Array;
    const before = warmUp > 0 ? ((steps?.data as Int32Array)[0] as number) : 0;
    const frames = new Int16Array(signals * count * frameSize);
    for (let signal = 0; signal < signals; signal++)
      for (let frame = 0; frame < count; frame++) {
        if (before + frame < warmUp) continue;
        const from = signal * (length + count * frameStep) + frame * frameStep;
        frames.set(rows.subarray(from, from + frameSize), (signal * count + frame) * frameSize);
      }
    return [
      frames,
      Uint8Array.of(Number(before >= warmUp)),
      ...(length > 0 ? [newestOf(rows, signals, length)] : []),
      ...(warmUp > 0 ? [Int32Array.of(Math.min(warmUp, before + count))] : []),
    ];
  },
  macs: () => 0,
});
