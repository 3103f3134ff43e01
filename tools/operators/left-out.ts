import { slotOf } from '@tinyml/core';
import { tfliteSlot } from '@tinyml/formats';
import { builtinOperators } from '@tinyml/operators';

/** Operators of TensorFlow Lite that tinyml does not have on purpose, by the schema's names, and why. */
const reasons: Readonly<Record<string, string>> = {
  BIDIRECTIONAL_SEQUENCE_LSTM:
    'TensorFlow Lite Micro does not have it, and it needs the whole sequence before its first result: two one-way layers say the same',
  BIDIRECTIONAL_SEQUENCE_RNN: 'as BIDIRECTIONAL_SEQUENCE_LSTM',
  CONV_3D: 'TensorFlow Lite Micro does not have it; tensors of five dimensions rarely fit a microcontroller',
  CONV_3D_TRANSPOSE: 'as CONV_3D',
};

/** The same as rows of a table. @throws Error where there is such an operator after all */
export const leftOut = (): readonly (readonly [name: string, why: string])[] => {
  const read = new Set(
    builtinOperators.flatMap((operator) =>
      (slotOf(tfliteSlot, operator)?.forms ?? []).flatMap(({ builtin }) => builtin?.[1] ?? []),
    ),
  );
  return Object.entries(reasons).map(([name, why]) => {
    if (read.has(name)) throw new Error(`${name} is no longer left out: tools/operators/left-out.ts`);
    return [`\`${name}\``, why];
  });
};
