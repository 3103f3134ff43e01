import { slotOf, TinymlError, type Node, type OperatorTable } from '@tinyml/core';
import { badDefinition } from '@tinyml/core/internal';
import type { TableFields } from './fields.ts';
import { storedFields, type OptionFields } from './options.ts';
import { tfliteSlot, type TfliteEntry, type TfliteForm } from './slot.ts';

/** An options table as it stands in a file. */
export interface OptionsTable {
  /** Its number among the schema's options, and whether those are BuiltinOptions2. */
  readonly type: number;
  readonly second: boolean;
  readonly fields: OptionFields;
  readonly stored: TableFields;
}

/** What an operator of a file must have, whatever it becomes. */
export interface OperatorShape {
  readonly inputs: readonly [required: number, most: number];
  readonly outputs: readonly [least: number, most: number];
  readonly options: OptionsTable | undefined;
}

/** One form of one operator. */
export interface OperatorForm extends OperatorShape {
  readonly op: string;
  readonly form: TfliteForm;
  readonly entry: TfliteEntry;
}

/** What the operators of a toolkit say of .tflite files. */
export interface TfliteOperators {
  builtin(code: number): OperatorForm | undefined;
  custom(name: string): OperatorForm | undefined;
  /** The form that has the node's number of operands. */
  formOf(node: Node): OperatorForm | undefined;
  entryOf(op: string): TfliteEntry | undefined;
  /** Last parts of tensor names that mean an operation. */
  readonly tensorNames: ReadonlySet<string>;
}

export const optionsTable = ({
  options,
  options2,
}: Pick<TfliteForm, 'options' | 'options2'>): OptionsTable | undefined => {
  const [type, fields] = options ?? options2 ?? [];
  if (type === undefined || fields === undefined) return undefined;
  return { type, second: options === undefined, fields, stored: storedFields(fields) };
};

/** What the form is known by in a file. */
const keyOf = (op: string, { builtin, custom }: TfliteForm): string => {
  if ((builtin === undefined) === (custom === undefined)) {
    const problem = 'a form of its slot `tflite` must be either a built-in operator or a custom one';
    throw new TinymlError(badDefinition(`operator ${op}`, problem));
  }
  return builtin === undefined ? `custom operator ${custom ?? ''}` : `built-in operator ${String(builtin[0])}`;
};

const compose = (operators: OperatorTable): TfliteOperators => {
  const entries = new Map<string, TfliteEntry>();
  const forms = new Map<string, OperatorForm>();
  for (const [op, operator] of operators) {
    const entry = slotOf(tfliteSlot, operator);
    if (entry === undefined) continue;
    entries.set(op, entry);
    for (const form of entry.forms) {
      const key = keyOf(op, form);
      const other = forms.get(key)?.op;
      if (other !== undefined) {
        const problem = `the ${key} of TensorFlow Lite is already operator ${other}'s`;
        throw new TinymlError(badDefinition(`operator ${op}`, problem));
      }
      const { inputs, outputs = [1, 1] } = form;
      forms.set(key, { op, form, entry, inputs, outputs, options: optionsTable(form) });
    }
  }
  const all = [...forms.values()];
  return {
    builtin: (code) => forms.get(`built-in operator ${String(code)}`),
    custom: (name) => forms.get(`custom operator ${name}`),
    formOf: (node) =>
      all.find(
        ({ op, inputs: [required, most] }) =>
          op === node.op && node.inputs.length >= required && node.inputs.length <= most,
      ),
    entryOf: (op) => entries.get(op),
    tensorNames: new Set([...entries.values()].flatMap(({ tensorNames = [] }) => tensorNames)),
  };
};

const composed = new WeakMap<OperatorTable, TfliteOperators>();

/** Composed once for each table of operators. @throws TinymlError TML313 for two operators that claim one code */
export const tfliteOperators = (operators: OperatorTable): TfliteOperators => {
  const known = composed.get(operators);
  if (known !== undefined) return known;
  const table = compose(operators);
  composed.set(operators, table);
  return table;
};
