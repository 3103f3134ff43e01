import { defineOperator, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { countType, historyTypes, newestOf, withHistory } from '../history.ts';
import { signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['numChannels', 'leftContext', 'rightContext', 'step'],
  properties: {
    numChannels: { type: 'integer', minimum: 1, description: 'elements of a frame' },
    leftContext: { type: 'integer', minimum: 0, description: 'frames that precede the one that a result is of' },
    rightContext: { type: 'integer', minimum: 0, description: 'frames that follow it' },
    step: { type: 'integer', minimum: 1, description: 'frames from one result to the next' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_stacker: OptionsOf<typeof attributes>;
  }
}

/**
 * Frames with those around them: the first one stands for those before it. State: the frames so far, and one more than
 * how many of them the next result already has (0 before the first).
 * Operands: x int16 [numChannels], frames int16 [1, length]?, count int32 []?. Results: int16 [numChannels · (leftContext +
 * 1 + rightContext)], whether there is one now bool [], and the state. Where there is none it is zeros; TensorFlow Lite
 * Micro's SignalStacker leaves it as its memory has it.
 */
export const signalStacker = defineOperator({
  name: 'signal_stacker',
  version: 1,
  summary: 'frames joined with those that precede and follow them',
  traits: { stateful: true },
  slots: {
    gradient: none('its result depends on earlier inferences'),
    keras: none('a Keras model has no state between its frames that a file describes'),
    kernels,
    tflite,
    micro: 'AddStacker',
  },
  attributes,
  arity: { inputs: [1, 3], outputs: [2, 4] },
  infer({ attrs: { leftContext, numChannels, rightContext, step }, inputs: [x] }) {
    const { dtype, shape } = required(x).type;
    if (shape.length !== 1 || shape[0] !== numChannels)
      throw new OperatorError(`needs a frame of ${String(numChannels)} channels`);
    const around = leftContext + rightContext;
    if (step > around + 1) throw new OperatorError('a step that leaves frames out is not supported');
    return [
      { dtype, shape: [numChannels * (around + 1)] },
      { dtype: 'bool', shape: [] },
      ...historyTypes(dtype, 1, numChannels * around),
      ...(around > 0 ? [countType] : []),
    ];
  },
  check: ({ inputs: [x, ...state], outputs }) =>
    signalTypesProblem(
      [x, ...state],
      outputs,
      ['int16', ...(['int16', 'int32'] as const).slice(0, state.length)],
      ['int16', 'bool', ...(['int16', 'int32'] as const).slice(0, state.length)],
    ),
  run({ attrs: { leftContext, numChannels, rightContext, step }, inputs: [x, frames, count] }) {
    const frame = required(x).data as Int16Array;
    const around = leftContext + rightContext;
    if (around === 0) return [frame.slice(), Uint8Array.of(1)];
    const before = (count?.data as Int32Array)[0] as number;
    const kept = (required(frames).data as Int16Array).slice();
    if (before === 0) for (let i = 0; i < kept.length; i++) kept[i] = frame[i % numChannels] as number;
    const rows = withHistory('int16', 1, kept, frame) as Int16Array;
    const held = before === 0 ? 1 + leftContext : before;
    const valid = held > around;
    return [
      valid ? rows : new Int16Array(rows.length),
      Uint8Array.of(Number(valid)),
      newestOf(rows, 1, kept.length),
      Int32Array.of(1 + held - (valid ? step : 0)),
    ];
  },
  macs: () => 0,
});
