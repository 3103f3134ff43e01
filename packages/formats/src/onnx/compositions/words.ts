import type { ValueId } from '@tinyml/core';
import type { OnnxCall } from '../call.ts';

export const plain = { activation: 'none' } as const;

export const scalar = (call: OnnxCall, role: string, value: number): ValueId => call.floats(role, [], [value]);

export const times = (call: OnnxCall, x: ValueId, factor: number, role: string): ValueId =>
  factor === 1 ? x : call.emit('mul', plain, [x, scalar(call, role, factor)]);

export const plus = (call: OnnxCall, x: ValueId, offset: number, role: string): ValueId =>
  offset === 0 ? x : call.emit('add', plain, [x, scalar(call, role, offset)]);

export const product = (sizes: readonly number[]): number => sizes.reduce((count, size) => count * size, 1);
