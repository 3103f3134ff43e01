import {
  defineSlot,
  none,
  slotOf,
  type None,
  type Operator,
  type OperatorTable,
  type WeightedOperands,
} from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import { storedFormRules, type StoredForm } from './stored-node.ts';

/**
 * What an operand is to quantisation. activation: its own scale and range · weight: constant, symmetric int8 ·
 * bias: constant, in the accumulator's units · plain: not quantised (shapes, axes, indices).
 */
export type Role = 'activation' | 'weight' | 'bias' | 'plain';

/** How TensorFlow Lite's quantisation specification treats an operator, whatever the width of its activations. */
export interface QuantRule extends StoredForm {
  /** By position; the last one repeats. */
  readonly operands: readonly Role[];
  /** The kernel needs one scale and zero point for all activations, results included. */
  readonly sameScale?: true;
  /** Where the result lies whatever the data: from the first number up to one step below the second. */
  readonly resultRange?: readonly [least: number, below: number];
  /** Axis of the weights that gets one scale per index; undefined: one scale for the tensor. */
  readonly weightAxis?: number;
  /** The same where the option `perChannelDense` is set. */
  readonly weightAxisOnRequest?: number;
  /** Attributes of its form for 16-bit activations that differ from the float node's. */
  readonly int16Attributes?: Readonly<Record<string, unknown>>;
  /** There are kernels for int8 weights that quantise float activations as they read them. */
  readonly hybrid?: true;
}

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly quantize: QuantRule;
  }
}

const weightedRule = ({ input, filter, bias, channelAxis, dense }: WeightedOperands): QuantRule => {
  const operands = new Array<Role>(Math.max(input, filter, bias) + 1).fill('plain');
  operands[input] = 'activation';
  operands[filter] = 'weight';
  operands[bias] = 'bias';
  return dense === true ? { operands, weightAxisOnRequest: channelAxis } : { operands, weightAxis: channelAxis };
};

const byTraits = ({ arity, traits = {} }: Operator): QuantRule | None => {
  const { converts, elementwise, movement, picks, weighted } = traits;
  if (converts !== undefined) return none('it converts between stored and real numbers itself');
  if (weighted !== undefined) return weightedRule(weighted);
  const allData = (elementwise ?? false) || arity.inputs[1] === Infinity;
  const operands: readonly Role[] = allData ? ['activation'] : ['activation', 'plain'];
  if (movement === true || picks !== undefined) return { operands, sameScale: true };
  return elementwise === true ? { operands } : none('neither its traits nor its folder say how: it stays float');
};

export const quantizeSlot = defineSlot<QuantRule>({
  name: 'quantize',
  summary: 'what operands and results are to quantisation',
  rules: {
    entry: rules.fields({
      operands: rules.listOf(rules.oneOf(['activation', 'weight', 'bias', 'plain']), 100),
      sameScale: rules.optional(rules.oneOf([true])),
      resultRange: rules.optional(rules.listOf(rules.finite, 2)),
      weightAxis: rules.optional(rules.wholeNumber),
      weightAxisOnRequest: rules.optional(rules.wholeNumber),
      int16Attributes: rules.optional(rules.mappingOf(rules.json)),
      hybrid: rules.optional(rules.oneOf([true])),
      ...storedFormRules.fields,
    }),
    answers: storedFormRules.answers,
  },
  fallback: byTraits,
});

/** An operator without a rule stays float, between a dequantize and a quantize. */
export const ruleOf = (operators: OperatorTable, op: string): QuantRule | undefined =>
  slotOf(quantizeSlot, operators.get(op));
