import type { RowRule } from './row-rule.ts';
import { hasRows, rowBytes, rowsOf, withRows, type RowRead } from './row-view.ts';
import { needsOf, sameRow } from './row-window.ts';

/** An operator that makes each row of the result from the same row of its operands. */
export const rowByRow: RowRule = (request, axis) => {
  const y = request.outputs[0];
  if (y === undefined || request.outputs.length > 1) return undefined;
  const rows = rowsOf(y, axis);
  const reads: RowRead[] = [];
  for (const [operand, given] of request.inputs.entries()) {
    if (given === null) continue;
    const { type, constant } = given;
    // Operands are broadcast from the last axis on: one that ends before the rows, or has one row for all, is read whole.
    const own = axis - (y.shape.length - type.shape.length);
    if (own < 0 || type.shape[own] === 1) continue;
    if (own !== axis || !hasRows(type, axis) || constant !== undefined) return undefined;
    reads.push({ operand, rows, rowBytes: rowBytes(type, axis), needs: needsOf(sameRow, rows) });
  }
  return {
    axis,
    rows,
    rowBytes: rowBytes(y, axis),
    reads,
    slice: (wanted) => ({
      ...request,
      inputs: request.inputs.map((given, operand) =>
        given !== null && reads.some((read) => read.operand === operand)
          ? { ...given, type: withRows(given.type, axis, wanted) }
          : given,
      ),
      outputs: [withRows(y, axis, wanted)],
    }),
  };
};
