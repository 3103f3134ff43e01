import { defineSlot, none, slotOf, type Operator } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import { tfliteSlot } from '../tflite/slot.ts';
import { TranslationError } from '../translation/translation-error.ts';
import type { TensorflowOperator, TensorflowOperators } from './call.ts';

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly tensorflow: TensorflowOperators;
  }
}

/** `SQUARED_DIFFERENCE` → `SquaredDifference` */
const graphName = (builtin: string): string =>
  builtin
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Operators that have TensorFlow's names in TensorFlow Lite, but do something else. */
const otherwise: readonly string[] = ['dequantize', 'quantize'];

/** No attributes, or an activation that TensorFlow does not have there. */
const plainAttributes = ({ attributes }: Operator): object | undefined => {
  const names = Object.keys(attributes.properties ?? {});
  if (names.length === 0) return {};
  return names.includes('activation') && (attributes.required ?? []).every((name) => name === 'activation')
    ? { activation: 'none' }
    : undefined;
};

/** Indices beside a tensor of another type are int32 in TensorFlow Lite. */
const asOne =
  (operator: Operator, attrs: object): TensorflowOperator =>
  (call) => {
    const types = call.operands.map((id) => call.typeOf(id).dtype);
    const mixed = types.some((dtype) => dtype !== 'int64');
    const operands = call.operands.map((id, i) => (mixed && types[i] === 'int64' && call.data(id) !== undefined ? call.cast(id, 'int32') : id)); // prettier-ignore
    return call.emitAll(operator.name, attrs as never, operands);
  };

export const tensorflowSlot = defineSlot<TensorflowOperators>({
  name: 'tensorflow',
  summary: "TensorFlow's operators that are this operator",
  rules: {
    entry: rules.mappingOf(rules.fn),
    answers: { '': rules.anyOf('the name of a value, or a list of them', rules.text, rules.listOf(rules.text, 1000)) },
    isAnswer: (error) => error instanceof TranslationError,
  },
  /** TensorFlow Lite's operators without options have TensorFlow's names and operands. */
  fallback(operator) {
    const attrs = plainAttributes(operator);
    const names = (slotOf(tfliteSlot, operator)?.forms ?? []).flatMap(({ builtin }) => (builtin ? [builtin[1]] : []));
    if (attrs === undefined || names.length === 0 || operator.traits?.control !== undefined || otherwise.includes(operator.name))
      return none('TensorFlow has it with options of its own, or not at all'); // prettier-ignore
    return Object.fromEntries(names.map((name) => [graphName(name), asOne(operator, attrs)]));
  },
});
