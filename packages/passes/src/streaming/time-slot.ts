import {
  defineSlot,
  none,
  type Node,
  type OperatorTable,
  type Tensor,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import { denseTime } from './dense-time.ts';
import { elementwiseTime } from './elementwise-time.ts';
import { paddedTime } from './padded-time.ts';
import { reducedTime } from './reduced-time.ts';
import { reshapedTime } from './reshaped-time.ts';
import type { Rows } from './rows.ts';
import { windowedTime } from './windowed-time.ts';

/** An operand; `axis`: its time axis, where it has one. */
export interface TimeOperand {
  readonly type: TensorType;
  readonly constant?: TensorData;
  readonly axis?: number;
}

/** A node at least one of whose operands has a time axis. */
export interface TimeRequest {
  readonly node: Node;
  readonly operators: OperatorTable;
  readonly inputs: readonly (TimeOperand | null)[];
  readonly outputs: readonly TensorType[];
}

/**
 * How an operand with a time axis is read: row r of the result is made from its rows r · stride − before and the following ones,
 * `extent` in all. Those outside are padding.
 */
export interface TimeRead {
  readonly operand: number;
  readonly stride: number;
  readonly before: number;
  readonly extent: number;
}

/** A node that gives some rows. `constants`: other constants in place of operands, by position. */
export interface SlicedNode {
  readonly op: string;
  readonly attrs: object;
  readonly constants?: ReadonlyMap<number, Tensor>;
  /** How many operands it has. Default: all. */
  readonly operands?: number;
}

/** What gives some rows: a node, the very rows of its operand, or a constant. */
export type TimeSlice = SlicedNode | 'operand' | { readonly constant: TensorData };

/** A node as something that gives rows along time, one for each step of the same function of its operands' rows. */
export interface TimeView {
  /** Time axis of the only result; null: it is a single row without the axis. */
  readonly axis: number | null;
  /** All operands with a time axis. */
  readonly reads: readonly TimeRead[];
  /** What gives `rows` of the result, where each read's operand holds the rows `given` (in the order of `reads`). */
  slice(rows: Rows, given: readonly Rows[]): TimeSlice;
}

/** undefined: the node needs its operands whole at every inference. */
export type TimeRule = (request: TimeRequest) => TimeView | undefined;

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly time: TimeRule;
  }
}

const view = rules.fields({
  axis: rules.anyOf('an axis or null', rules.oneOf([null]), rules.wholeNumber),
  reads: rules.listOf(
    rules.fields({ operand: rules.wholeNumber, stride: rules.finite, before: rules.finite, extent: rules.finite }),
    100,
  ),
  slice: rules.fn,
});

const slice = rules.anyOf(
  "a node, 'operand' or a constant",
  rules.oneOf(['operand']),
  rules.fields({ op: rules.text, attrs: rules.mappingOf(rules.anything) }),
  rules.fields({ constant: rules.fields({}) }),
);

/** Which rows along time a row of the result is made from. Windows, element-wise operators and a few more need no entry. */
export const timeSlot = defineSlot<TimeRule>({
  name: 'time',
  summary: 'which rows of its operands along time a row of its result is made from',
  rules: { entry: rules.fn, givesFunctions: true, answers: { '': rules.optional(view), slice } },
  fallback({ traits = {} }) {
    if (traits.window !== undefined) return windowedTime;
    if (traits.elementwise === true || traits.probabilities !== undefined) return elementwiseTime;
    if (traits.keepsOrder === true) return reshapedTime;
    if (traits.pads !== undefined) return paddedTime;
    if (traits.weighted?.dense === true) return denseTime;
    if (traits.reducesAxes !== undefined) return reducedTime;
    return none('its traits do not say which rows a row of its result is made from: it reads the whole window');
  },
});
