import { callInputs, callOutputs, plainArguments, type DType, type ValueId } from '@tinyml/core';
import type { ConstantPool } from './constant-pool.ts';
import { packCall } from './program-call.ts';
import type { RowPointer, Stream, StreamStep } from '../program/program.ts';
import type { Selected } from '../select/selected.ts';
import type { StreamedUnit } from '../row-streaming/stream-unit.ts';
import type { ComputeStep, RowPlace, TileStep } from '../row-streaming/tiles.ts';
import type { Variant } from '../row-streaming/variants.ts';

const pointersOf = (unit: StreamedUnit, step: ComputeStep, advances: readonly number[]) => {
  const member = unit.members[step.node] as Selected;
  const { call, request } = unit.variants.list[unit.variants.of(step)] as Variant;
  const wanted = new Set(plainArguments(call).flatMap((argument) => ('input' in argument ? [argument.input] : [])));
  const operands = callInputs(request);
  const pointer = ({ of, offset }: RowPlace, dtype: DType, advance: number): RowPointer => {
    if ('outside' in of) return { of: { input: of.outside }, dtype, offset, advance };
    if (of.node === unit.members.length - 1) return { of: { output: 0 }, dtype, offset, advance };
    return { of: 'memory', dtype, offset: (unit.buffers[of.node] as number) + offset, advance };
  };
  const inputs = member.inputs.map((id: ValueId | null, operand): RowPointer | null => {
    const dtype = operands[operand]?.type.dtype;
    const outside = id === null ? -1 : unit.inputs.indexOf(id);
    if (dtype === undefined || !wanted.has(operand)) return null;
    const read = (unit.byRows[step.node] as readonly number[]).indexOf(operand);
    if (read >= 0) return pointer(step.reads[read] as RowPlace, dtype, advances[read] as number);
    return outside < 0 ? null : { of: { input: outside }, dtype, offset: 0, advance: 0 };
  });
  const dtype = callOutputs(request)[0]?.dtype ?? 'int8';
  return { inputs, outputs: [pointer(step.write, dtype, advances.at(-1) as number)] };
};

const stepOf = (unit: StreamedUnit, step: TileStep, advances: readonly number[]): StreamStep => {
  if (step.kind === 'compute') return { call: unit.variants.of(step), ...pointersOf(unit, step, advances) };
  const to = unit.buffers[step.node] as number;
  return { move: { to, from: to + step.offset, bytes: step.bytes } };
};

/** The unit as plain data. `memory`: the buffer for its rows and its calls' scratch memory. */
export const streamOf = (unit: StreamedUnit, pool: ConstantPool, memory: number | null): Stream => ({
  height: unit.height,
  rows: unit.rows,
  memory,
  scratch: unit.scratch,
  calls: unit.variants.list.map(({ call, kernel, member }) => {
    const node = (unit.members[member] as Selected).nodes[0]?.id ?? '';
    return { node, kernel: kernel.name, call: packCall(call, node, pool, memory) };
  }),
  loops: unit.loops.map(({ advances, steps, times }) => ({
    times,
    steps: steps.map((step, i) => stepOf(unit, step, advances[i] as readonly number[])),
  })),
});
