import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const map = { cycles_max: 'int' } as const;

const form: TfliteCustom<'circular_buffer', typeof map> = {
  custom: 'CIRCULAR_BUFFER',
  map,
  inputs: [1, 1],
  keepsResult: true,
  ownStates: ({ slots }, [x]) =>
    x === undefined ? [] : [{ type: { ...x, shape: [1, slots, ...x.shape.slice(2)] }, result: 0 }],
  /**
   * Without `cycles_max`, TensorFlow Lite Micro guesses it of the number of frames and of what else it has prepared, as two models of
   * its own need it: what follows such a buffer, or one of several cycles, runs only then.
   */
  read({ cycles_max: cycles }, { resultShapes: [shape = []], unsupported }) {
    if (cycles !== 1)
      unsupported(
        `what follows runs once in ${cycles > 1 ? String(cycles) : 'a number of'} inferences that the file ${cycles > 1 ? 'states' : 'leaves open'}; only a buffer with cycles_max 1 is supported`,
      );
    return { slots: shape[1] ?? 1 };
  },
  write: () => ({ cycles_max: 1 }),
};

export const tflite: TfliteEntry = { forms: [form] };
