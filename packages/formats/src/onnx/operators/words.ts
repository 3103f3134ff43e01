import type { DType, ValueId } from '@tinyml/core';
import type { OnnxCall } from '../call.ts';

export const plain = { activation: 'none' } as const;

/** Integers that tinyml's arithmetic does not have, and a wider type that holds them. */
export const wider: Readonly<Partial<Record<DType, DType>>> = { int8: 'int32', uint8: 'int32', int16: 'int32' };

/** `work` on integers of at least 32 bits; the result wraps to the type that the operands have. */
export const inWords = (
  call: OnnxCall,
  operands: readonly ValueId[],
  work: (operands: readonly ValueId[]) => ValueId,
): ValueId => {
  const [first = ''] = operands;
  const { dtype } = call.typeOf(first);
  const wide = wider[dtype];
  return wide === undefined ? work(operands) : call.cast(work(operands.map((id) => call.cast(id, wide))), dtype);
};

/** Before version 7 the second operand's axes were those of the first from `axis` on, if `broadcast` said so. */
export const legacyBroadcast = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => {
  if (call.version >= 7) return b;
  const broadcast = call.attributes.flag('broadcast', false);
  const [rank, shape] = [call.rankOf(a), call.shapeOf(b)];
  const axis = call.attributes.int('axis', rank - shape.length);
  const from = axis < 0 ? axis + rank : axis;
  const behind = Math.max(0, rank - from - shape.length);
  return broadcast ? call.reshaped(b, [...shape, ...new Array<number>(behind).fill(1)]) : b;
};

export const scalar = (call: OnnxCall, role: string, value: number): ValueId => call.floats(role, [], [value]);

export const times = (call: OnnxCall, x: ValueId, factor: number, role: string): ValueId =>
  factor === 1 ? x : call.emit('mul', plain, [x, scalar(call, role, factor)]);

export const plus = (call: OnnxCall, x: ValueId, offset: number, role: string): ValueId =>
  offset === 0 ? x : call.emit('add', plain, [x, scalar(call, role, offset)]);

export const product = (sizes: readonly number[]): number => sizes.reduce((count, size) => count * size, 1);
