import {
  byteLength,
  digestOf,
  toBytes,
  type KernelCall,
  type Node,
  type PackedConstant,
  type Target,
} from '@tinyml/core';
import { comparableCode } from '../code-size/code-estimate.ts';
import { kernelCall } from './kernel-call.ts';
import { elementBytes, storedElements } from '../program/stored-elements.ts';
import type { Selected } from './selected.ts';

/** A kernel for each node. */
export type Selection = ReadonlyMap<Node, Selected>;

/** What a selection takes: bytes of constants and code, bytes of the call that needs most memory, cycles. */
export interface Weight {
  readonly flash: number;
  readonly scratch: number;
  readonly ram: number;
  readonly cycles: number;
}

/** Elements of a constant that is looked for a second time: tables and factors, of which equal ones are stored once. */
const comparedElements = 4096;

interface SizedConstant {
  readonly key: string | undefined;
  readonly bytes: number;
}

const sizeOf = (constant: PackedConstant): SizedConstant => ({
  key:
    constant.values.length > comparedElements
      ? undefined
      : `${constant.ctype} ${digestOf(toBytes(storedElements(constant)))}`,
  bytes: constant.values.length * elementBytes(constant.ctype),
});

interface Sized {
  readonly call: KernelCall;
  readonly constants: readonly SizedConstant[];
  readonly ram: number;
}

/** Bytes of a call's computed operands, results and scratch memory. */
const memoryOf = ({ request }: Selected, { scratch }: KernelCall): number => {
  const followers = request.followers ?? [];
  const operands = [request, ...followers].flatMap(({ inputs }) => inputs);
  const computed = operands.reduce(
    (sum, operand) => sum + (operand === null || operand.constant !== undefined ? 0 : byteLength(operand.type)),
    0,
  );
  const results = (followers.at(-1) ?? request).outputs.reduce((sum, type) => sum + byteLength(type), 0);
  return computed + results + scratch;
};

/** Weighs selections; remembers the calls that their kernels make. */
export const weigher = (target: Target): ((selection: Iterable<Selected>) => Weight) => {
  const known = new Map<Selected, Sized>();
  const sized = (unit: Selected): Sized => {
    const before = known.get(unit);
    if (before !== undefined) return before;
    const call = kernelCall(unit.kernel, unit.request);
    const one = { call, constants: call.constants.map(sizeOf), ram: memoryOf(unit, call) };
    known.set(unit, one);
    return one;
  };
  return (selection) => {
    const stored = new Set<string>();
    const calls: KernelCall[] = [];
    let [flash, scratch, ram, cycles] = [0, 0, 0, 0];
    for (const unit of selection) {
      const one = sized(unit);
      calls.push(one.call);
      cycles += unit.cost.cycles;
      scratch = Math.max(scratch, one.call.scratch);
      ram = Math.max(ram, one.ram);
      for (const { key, bytes } of one.constants) {
        if (key !== undefined && stored.has(key)) continue;
        if (key !== undefined) stored.add(key);
        flash += bytes;
      }
    }
    return { flash: flash + comparableCode(calls, target), scratch, ram, cycles };
  };
};
