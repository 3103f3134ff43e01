import { byteLength, valueOf, type Graph, type KernelCall, type ValueId } from '@tinyml/core';
import type { Block, Overlap } from '../plan/block.ts';
import type { Run, Step, Steps } from './steps.ts';

export interface Storage<Called> {
  readonly steps: readonly Step<Called>[];
  /** Index of the block that holds a value; undefined for constants. */
  readonly blockOf: ReadonlyMap<ValueId, number>;
  readonly blocks: readonly Block[];
  /** Block of a step's scratch memory. */
  readonly scratchOf: ReadonlyMap<number, number>;
  readonly overlaps: readonly Overlap[];
}

const trafficOf = (step: Step<Run>): { readonly reads: readonly ValueId[]; readonly writes: readonly ValueId[] } => {
  switch (step.kind) {
    case 'call':
      return { reads: step.run.inputs.filter((id) => id !== null), writes: step.run.outputs };
    case 'view':
      return { reads: step.node.inputs.filter((id) => id !== null), writes: [] };
    case 'copy':
      return { reads: [step.from], writes: [step.to] };
  }
};

/** How far result `output` may lie over the operands at `positions`, which have one memory; undefined: not at all. */
const overlapOf = (
  { inPlace = [], overlaps = [] }: KernelCall,
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

/** The first and last step of every tensor's memory, and who may lie over whom. */
export const storageOf = <Called extends Run>(
  graph: Graph,
  { steps, outputOf, rootOf }: Steps<Called>,
  align: number,
): Storage<Called> => {
  const root = (id: ValueId): ValueId => rootOf.get(id) ?? id;
  const blocks: { size: number; start: number; end: number; align: number }[] = [];
  const blockOf = new Map<ValueId, number>();
  const create = (id: ValueId, bytes: number, start: number): void => {
    blockOf.set(id, blocks.push({ size: bytes, start, end: start, align: 4 }) - 1);
  };
  const touch = (id: ValueId, step: number): void => {
    const block = blocks[blockOf.get(root(id)) ?? -1];
    if (block !== undefined) block.end = Math.max(block.end, step);
  };
  const last = steps.length;
  for (const id of graph.inputs) if (!blockOf.has(id)) create(id, byteLength(valueOf(graph, id).type), -1);
  steps.forEach((step, at) => {
    const { reads, writes } = trafficOf(step);
    for (const id of reads) touch(id, at);
    for (const id of writes)
      create(id, byteLength(valueOf(graph, graph.values.has(id) ? id : (reads[0] as ValueId)).type), at);
  });
  for (const id of outputOf) touch(id, last);
  for (const [id, of] of rootOf) {
    const block = blockOf.get(of);
    if (block !== undefined) blockOf.set(id, block);
  }

  const scratchOf = new Map<number, number>();
  const overlaps: Overlap[] = [];
  steps.forEach((step, at) => {
    if (step.kind !== 'call') return;
    const { inputs, outputs, call } = step.run;
    /** Operands by the memory that holds them, where nothing reads it afterwards. */
    const dying = new Map<number, number[]>();
    inputs.forEach((id, position) => {
      const block = id === null ? undefined : blockOf.get(id);
      if (block !== undefined && blocks[block]?.end === at) dying.set(block, [...(dying.get(block) ?? []), position]);
    });
    for (const [first, positions] of dying) {
      outputs.forEach((id, output) => {
        const overlap = overlapOf(call, positions, output);
        if (overlap !== undefined) overlaps.push({ first, second: blockOf.get(id) as number, ...overlap });
      });
    }
    if (call.scratch === 0) return;
    const second = blocks.push({ size: call.scratch, start: at, end: at, align }) - 1;
    scratchOf.set(at, second);
    for (const [first, positions] of dying)
      if (positions.every((position) => position === call.scratchOver)) overlaps.push({ first, second, inPlace: true });
  });
  return { steps, blockOf, blocks, scratchOf, overlaps };
};
