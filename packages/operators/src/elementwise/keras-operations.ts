import type { NoAttributes, Ops } from '@tinyml/core';
import type { LayerKind } from '@tinyml/formats';

/** Operators without attributes. */
type PlainName = { [Name in keyof Ops]: Ops[Name] extends NoAttributes ? Name : never }[keyof Ops];

/** An operation on one tensor that is this operator. */
export const operationOfOne = (op: PlainName): LayerKind => ({
  pointwise: true,
  build: (call) => call.emit(op, {} as never, [call.given.operand()], op),
});

/** An operation on two tensors, or a tensor and numbers, that is this operator. */
export const operationOfTwo = (op: PlainName): LayerKind => ({
  pointwise: true,
  build: (call) => call.emit(op, {} as never, call.given.operands(), op),
});
