import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';
import { countType, historyTypes } from '../history.ts';

const map = {
  num_channels: 'int',
  stacker_left_context: 'int',
  stacker_right_context: 'int',
  stacker_step: 'int',
} as const;

const form: TfliteCustom<'signal_stacker', typeof map> = {
  custom: 'SignalStacker',
  map,
  inputs: [1, 1],
  outputs: [2, 2],
  ownStates({ leftContext, numChannels, rightContext }) {
    const around = leftContext + rightContext;
    const types = around === 0 ? [] : [...historyTypes('int16', 1, numChannels * around), countType];
    return types.map((type, i) => ({ type, result: 2 + i }));
  },
  read: (options) => ({
    numChannels: options.num_channels,
    leftContext: options.stacker_left_context,
    rightContext: options.stacker_right_context,
    step: options.stacker_step,
  }),
  write: ({ leftContext, numChannels, rightContext, step }) => ({
    num_channels: numChannels,
    stacker_left_context: leftContext,
    stacker_right_context: rightContext,
    stacker_step: step,
  }),
};

export const tflite: TfliteEntry = { forms: [form] };
