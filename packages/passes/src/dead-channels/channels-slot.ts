import {
  defineSlot,
  none,
  slotOf,
  type Attributes,
  type Node,
  type None,
  type Operator,
  type OperatorTable,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import type { ChannelRange } from './channel-range.ts';

/** What a rule may ask about the values of the graph that its node is in. */
export interface ChannelView {
  type(id: ValueId): TensorType;
  /** Size of the last axis. */
  channels(id: ValueId): number;
  /** Elements that are the same at every inference: of a constant, or computed from constants alone. */
  numbers(id: ValueId | null | undefined): readonly number[] | undefined;
  /** A constant: passes may put another in its place. */
  isConstant(id: ValueId): boolean;
}

/** Takes in what one node says about the channels of its operands and results. */
export interface ChannelLinks extends ChannelView {
  /** Both stay, or both go. */
  together(a: ValueId, i: number, b: ValueId, j: number): void;
  /** All channels stay. */
  keep(id: ValueId): void;
  /** All channels of the node's operands and results stay. */
  keepAll(node: Node): void;
  /** Channel c of the result goes with channel c of the first `operands` operands; the others stay whole. */
  channelwise(node: Node, operands: number): void;
  /** The result has the elements of the first operand in their order; the other operands stay whole. */
  inOrder(node: Node): void;
}

/** What a rule may ask to find the ranges of its node's results. */
export interface ChannelRanges extends ChannelView {
  rangeOf(id: ValueId): ChannelRange;
  /** As the operator's traits let them be found; else all that the results' types can hold. */
  byTraits(node: Node): readonly ChannelRange[];
}

/** What becomes of channels (indices along the last axis). What a rule leaves out follows from the operator's traits. */
export interface ChannelRule {
  /** Tells which channels of operands and results depend on each other. */
  link?(node: Node, links: ChannelLinks): void;
  /** Least and greatest element by channel of each result. */
  range?(node: Node, ranges: ChannelRanges): readonly ChannelRange[];
  /** Position of the operand, a constant, that lists the result's dimensions. */
  readonly shapeOperand?: number;
  /** The attributes once the results have lost channels and are of these types. */
  attributesFor?(node: Node, results: readonly TensorType[]): Attributes;
}

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly channels: ChannelRule;
  }
}

const linkByTraits = ({ traits = {} }: Operator): NonNullable<ChannelRule['link']> | undefined => {
  const { elementwise, keepsChannels, keepsOrder, reducesAxes } = traits;
  if (keepsChannels === true)
    return (node, links) => {
      links.channelwise(node, elementwise === true ? node.inputs.length : 1);
    };
  if (reducesAxes !== undefined)
    return (node, links) => {
      const rank = links.type(node.inputs[0] ?? '').shape.length;
      const axes = links.numbers(node.inputs[reducesAxes])?.map((axis) => (axis < 0 ? axis + rank : axis));
      if (axes?.includes(rank - 1) === false) links.channelwise(node, 1);
      else links.keepAll(node);
    };
  if (keepsOrder === true)
    return (node, links) => {
      // Attributes may hold sizes.
      if (Object.keys(node.attrs).length === 0) links.inOrder(node);
      else links.keepAll(node);
    };
  return undefined;
};

const byTraits = (operator: Operator): ChannelRule | None => {
  if (operator.traits?.weighted !== undefined) return {};
  const link = linkByTraits(operator);
  return link === undefined ? none('what its traits say ties no channel to another: all stay') : { link };
};

export const channelsSlot = defineSlot<ChannelRule>({
  name: 'channels',
  summary: 'how channels of results depend on those of operands, and what becomes of them without some',
  rules: {
    entry: rules.fields({
      link: rules.optional(rules.fn),
      range: rules.optional(rules.fn),
      shapeOperand: rules.optional(rules.wholeNumber),
      attributesFor: rules.optional(rules.fn),
    }),
    answers: {
      range: rules.listOf((range, at) =>
        (['low', 'high'] as const).every(
          (end) => (range as Partial<ChannelRange> | null)?.[end] instanceof Float64Array,
        )
          ? undefined
          : `${at} has no Float64Array low and high`,
      ),
      attributesFor: rules.mappingOf(rules.anything),
    },
  },
  fallback: byTraits,
});

/** The operator's rule, completed by what follows from its traits. */
export const channelRuleOf = (operators: OperatorTable, op: string): ChannelRule | undefined => {
  const operator = operators.get(op);
  const rule = slotOf(channelsSlot, operator);
  const link = operator && linkByTraits(operator);
  return rule === undefined || rule.link !== undefined || link === undefined ? rule : { ...rule, link };
};
