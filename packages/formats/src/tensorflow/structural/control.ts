import { TranslationError } from '../../translation/translation-error.ts';
import { tensor, tensorOf, type TensorflowValue } from '../value.ts';
import { recurrence } from '../recurrence/recurrence.ts';
import type { StructuralCall, StructuralOperator, StructuralOperators } from './structural-operator.ts';

/** Turns of a loop that are written out one after the other. */
const mostTurns = 1000;

const called: StructuralOperator = ({ attributes, operands, call }) => call(attributes.func('f'), operands);

/** The number of a condition. @throws TranslationError where it depends on an input */
const decided = ({ numbers }: StructuralCall, value: TensorflowValue): boolean => {
  const known = numbers(tensorOf(value));
  if (known === undefined)
    throw new TranslationError('its condition depends on an input of the model', 'use tf.where, or a fixed number of turns'); // prettier-ignore
  return known.length > 0 && known.some((number) => number !== 0);
};

/** A recurrent layer where the loop is one; else its turns, one after the other. */
const loop: StructuralOperator = (setting) => {
  const { attributes, operands, call } = setting;
  const layer = recurrence(setting);
  if (layer !== undefined) return layer;
  let values: readonly (TensorflowValue | undefined)[] = operands;
  for (let turn = 0; ; turn++) {
    if (!values.every((value) => value !== undefined)) return values;
    const [condition] = call(attributes.func('cond'), values);
    if (condition === undefined) return [undefined];
    if (!decided(setting, condition)) return values;
    if (turn === mostTurns) throw new TranslationError(`it takes more than ${String(mostTurns)} turns`);
    values = call(attributes.func('body'), values);
  }
};

const branch: StructuralOperator = (setting) => {
  const { attributes, operands, call } = setting;
  const [condition, ...args] = operands;
  if (condition === undefined) throw new TranslationError('has no condition');
  return call(attributes.func(decided(setting, condition) ? 'then_branch' : 'else_branch'), args);
};

/** The one of many that a constant names. */
const choice: StructuralOperator = ({ operands: [index, ...args], numbers, call, node }) => {
  const [wanted] = numbers(tensorOf(index)) ?? [];
  if (wanted === undefined) throw new TranslationError('its index depends on an input of the model');
  const branches = node.attr.get('branches')?.list?.func ?? [];
  const taken = branches[wanted >= 0 && wanted < branches.length ? wanted : branches.length - 1];
  return call(taken?.name ?? '', args);
};

/** TensorFlow 1's branches: what `Switch` hands on goes one way, and nothing the other. */
const switched: StructuralOperator = (setting) => {
  const [value, condition] = setting.operands;
  if (value === undefined || condition === undefined) throw new TranslationError('an operand is absent');
  if (value.kind === 'dead') return [value, value];
  const dead = { kind: 'dead' } as const;
  return decided(setting, condition) ? [dead, value] : [value, dead];
};

const merged: StructuralOperator = ({ operands, ints }) => {
  const taken = operands.findIndex(({ kind }) => kind !== 'dead');
  const value = operands[taken];
  return value === undefined ? [{ kind: 'dead' }] : [value, tensor(ints('index', [], [taken]))];
};

const notFrames: StructuralOperator = () => {
  throw new TranslationError(
    'loops of TensorFlow 1 are not supported',
    'export the model with TensorFlow 2, or with tf.compat.v1.enable_control_flow_v2()',
  );
};

export const controlOperators: StructuralOperators = {
  PartitionedCall: called,
  StatefulPartitionedCall: called,
  While: loop,
  StatelessWhile: loop,
  If: branch,
  StatelessIf: branch,
  Case: choice,
  StatelessCase: choice,
  Switch: switched,
  RefSwitch: switched,
  Merge: merged,
  RefMerge: merged,
  Enter: notFrames,
  RefEnter: notFrames,
  Exit: notFrames,
  NextIteration: notFrames,
  LoopCond: notFrames,
};
