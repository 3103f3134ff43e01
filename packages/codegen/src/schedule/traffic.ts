import { byteLength, valueOf, type Graph, type ValueId } from '@tinyml/core';
import type { Overlap } from '../plan/block.ts';
import type { CallMemory, Run, Step } from './steps.ts';

/** Values that a step reads and writes; those of which it writes none are the operand's own memory. */
export interface Traffic {
  readonly reads: readonly ValueId[];
  readonly writes: readonly ValueId[];
}

export const trafficOf = (step: Step<Run>): Traffic => {
  switch (step.kind) {
    case 'call':
      return { reads: step.run.inputs.filter((id) => id !== null), writes: step.run.outputs };
    case 'view':
      return { reads: step.node.inputs.filter((id) => id !== null), writes: [] };
    case 'copy':
      return { reads: [step.from], writes: [step.to] };
    case 'control':
      return { reads: step.node.inputs.filter((id) => id !== null), writes: [] };
  }
};

/** Whether the step writes to memory that is there all the time. */
export const rewritesState = (step: Step<Run>): boolean => step.kind === 'copy' && step.state === true;

/** Bytes of a value that a step writes; a copy may have no type of its own. */
export const writtenBytes = (graph: Graph, id: ValueId, step: Step<Run>): number =>
  byteLength(valueOf(graph, step.kind === 'copy' ? step.like : id).type);

/** How result `output` may share the memory of the operands at `positions`, which have one block; undefined: not at all. */
const overlapOf = (
  { inPlace = [], overlaps = [] }: CallMemory,
  positions: readonly number[],
  output: number,
): Pick<Overlap, 'distance' | 'inPlace'> | undefined => {
  const distances = positions.map((input) =>
    Math.min(...overlaps.filter((claim) => claim.input === input && claim.output === output).map((c) => c.distance)),
  );
  const distance = Math.max(...distances);
  const same = positions.every(
    (input, i) => (distances[i] as number) <= 0 || inPlace.some(([a, b]) => a === input && b === output),
  );
  if (Number.isFinite(distance)) return { distance, inPlace: same };
  return same ? { inPlace: true } : undefined;
};

/**
 * Whose memory a call's results and scratch memory may take where it is the last to read its operands. `blockOf`: the
 * memory of a value, undefined for constants.
 */
export const overlapsOf = (
  { inputs, outputs, call }: Run,
  blockOf: (id: ValueId) => number | undefined,
  scratch: number | undefined,
): readonly Overlap[] => {
  const operands = new Map<number, number[]>();
  inputs.forEach((id, position) => {
    const block = id === null ? undefined : blockOf(id);
    if (block !== undefined) operands.set(block, [...(operands.get(block) ?? []), position]);
  });
  const [result] = outputs;
  const { resultBeforeScratch: distance } = call;
  const withScratch: readonly Overlap[] =
    scratch === undefined || result === undefined || distance === undefined
      ? []
      : [{ first: scratch, second: blockOf(result) as number, distance }];
  const withOperands = [...operands].flatMap(([first, positions]) => {
    const results = outputs.flatMap((id, output): Overlap[] => {
      const overlap = overlapOf(call, positions, output);
      return overlap === undefined ? [] : [{ first, second: blockOf(id) as number, ...overlap }];
    });
    if (scratch === undefined || positions.some((position) => position !== call.scratchOver)) return results;
    return [...results, { first, second: scratch, inPlace: true }];
  });
  return [...withOperands, ...withScratch];
};
