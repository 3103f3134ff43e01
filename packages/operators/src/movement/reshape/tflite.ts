import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  newShape: [0, '[int32]'],
} as const;

const form: TfliteBuiltin<'reshape', typeof fields> = {
  builtin: [22, 'RESHAPE'],
  options: [17, fields],
  inputs: [1, 2],
  // RESHAPE to a scalar has a target of no elements.
  mayBeEmpty: 1,
  // A shape operand goes before the option; exporters often write both.
  read({ newShape }, { operands, emptyOperand }) {
    if (emptyOperand) return { newShape: [] };
    return operands > 1 || newShape === undefined ? {} : { newShape };
  },
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['reshape'] };
