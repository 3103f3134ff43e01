import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';
import { typeCode } from '../type-code.ts';
import { historyTypes } from '../history.ts';
import { framesOf } from './overlap.ts';

const map = { T: 'int', frame_step: 'int' } as const;

const form: TfliteCustom<'signal_overlap_add', typeof map> = {
  custom: 'SignalOverlapAdd',
  map,
  inputs: [1, 1],
  ownStates({ frameStep }, [x]) {
    if (x === undefined) return [];
    const { signals, size } = framesOf(x);
    return historyTypes(x.dtype, signals, Math.max(0, size - frameStep)).map((type) => ({ type, result: 1 }));
  },
  read: ({ frame_step: frameStep }) => ({ frameStep }),
  write: ({ frameStep }, { types: [x] }) => ({ T: typeCode(x), frame_step: frameStep }),
};

export const tflite: TfliteEntry = { forms: [form] };
