import { defineSlot, none, slotOf, type KernelRequest, type TensorType } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import { requestRule } from '../select/equivalent-forms.ts';
import { rowByRow } from './row-by-row.ts';
import type { RowRule } from './row-rule.ts';
import { hasRows, type RowAxis, type RowView } from './row-view.ts';
import { windowedRows } from './windowed-rows.ts';

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly rows: RowRule;
  }
}

const view = rules.fields({
  axis: rules.oneOf([1, 2]),
  rows: rules.wholeNumber,
  rowBytes: rules.finite,
  reads: rules.listOf(
    rules.fields({ operand: rules.wholeNumber, rows: rules.wholeNumber, rowBytes: rules.finite, needs: rules.fn }),
    100,
  ),
  slice: rules.fn,
});

/** Row streaming: how an operator runs a few rows at a time. Windows and element-wise operators need no entry. */
export const rowsSlot = defineSlot<RowRule>({
  name: 'rows',
  summary: 'how it runs a few rows at a time, so that its operand need never be whole',
  rules: {
    entry: rules.fn,
    givesFunctions: true,
    answers: {
      '': rules.optional(view),
      needs: rules.fields({ from: rules.finite, to: rules.finite }),
      slice: requestRule,
    },
  },
  fallback({ traits = {} }) {
    if (traits.keepsOrder === true) return none('its result is the memory of its operand');
    if (traits.window !== undefined) return windowedRows;
    if (traits.elementwise === true) return rowByRow;
    return none('neither a window nor an element-wise function says which rows a row of its result needs');
  },
});

/** The node by rows along the axis, or undefined where it cannot run on some of its rows alone. */
export const rowView = (request: KernelRequest, axis: RowAxis): RowView | undefined => {
  const y = request.outputs[0];
  if (y === undefined || !hasRows(y, axis)) return undefined;
  const view = slotOf(rowsSlot, request.operators.get(request.node.op))?.(request, axis);
  return view?.reads.every(({ operand }) => hasRows((request.inputs[operand] as { type: TensorType }).type, axis)) ===
    true && view.reads.length > 0
    ? view
    : undefined;
};
