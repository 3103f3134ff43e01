import type { KernelArgument, KernelOperand, KernelRequest } from '@tinyml/core';

const isZero = ({ constant, type }: KernelOperand): boolean => {
  const zero = type.quant?.zeroPoint[0] ?? 0;
  return Array.from(constant as ArrayLike<number>).every((value) => value === zero);
};

/** Why the states before the first step cannot be passed, or undefined. */
export const stateProblem = ({ inputs }: KernelRequest, positions: readonly number[]): string | undefined =>
  positions.every((at) => inputs[at]?.constant === undefined || isZero(inputs[at]))
    ? undefined
    : 'the state before the first step must be computed, or zero';

/** The state before the first step: where it is always zero, the kernel writes that itself. */
export const stateArgument = ({ inputs }: KernelRequest, position: number): KernelArgument =>
  inputs[position]?.constant === undefined ? { input: position } : { c: 'NULL' };
