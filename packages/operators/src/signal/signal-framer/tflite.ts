import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';
import { countType, historyTypes } from '../history.ts';
import { signalsIn } from '../signal-types.ts';
import { framing } from './framing.ts';

const map = { frame_size: 'int', frame_step: 'int', prefill: 'bool' } as const;

const form: TfliteCustom<'signal_framer', typeof map> = {
  custom: 'SignalFramer',
  map,
  inputs: [1, 1],
  outputs: [2, 2],
  ownStates(attrs, [x]) {
    const { length, warmUp } = framing(attrs);
    const samples = x === undefined ? [] : historyTypes(x.dtype, signalsIn(x), length);
    return [...samples, ...(warmUp > 0 ? [countType] : [])].map((type, i) => ({ type, result: 2 + i }));
  },
  read: ({ frame_size: frameSize, frame_step: frameStep, prefill }) => ({ frameSize, frameStep, prefill }),
  write: ({ frameSize, frameStep, prefill }) => ({ frame_size: frameSize, frame_step: frameStep, prefill }),
};

export const tflite: TfliteEntry = { forms: [form] };
