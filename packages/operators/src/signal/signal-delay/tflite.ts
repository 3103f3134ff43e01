import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';
import { historyTypes } from '../history.ts';
import { signalsIn } from '../signal-types.ts';

const map = { delay_length: 'int' } as const;

const form: TfliteCustom<'signal_delay', typeof map> = {
  custom: 'SignalDelay',
  map,
  inputs: [1, 1],
  ownStates: ({ delayLength }, [x]) =>
    x === undefined ? [] : historyTypes(x.dtype, signalsIn(x), delayLength).map((type) => ({ type, result: 1 })),
  read: ({ delay_length: delayLength }) => ({ delayLength }),
  write: ({ delayLength }) => ({ delay_length: delayLength }),
};

export const tflite: TfliteEntry = { forms: [form] };
