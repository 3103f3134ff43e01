import { byteLength, valueOf, type Graph, type ValueId } from '@tinyml/core';
import type { Block, Sharing } from '../plan/block.ts';
import type { Run, Step, Steps } from './steps.ts';

export interface Storage<Called> {
  readonly steps: readonly Step<Called>[];
  /** Index of the block that holds a value; undefined for constants. */
  readonly blockOf: ReadonlyMap<ValueId, number>;
  readonly blocks: readonly Block[];
  /** Block of a step's scratch memory. */
  readonly scratchOf: ReadonlyMap<number, number>;
  readonly sharings: readonly Sharing[];
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

/** The first and last step of every tensor's memory, and who may take over whose. */
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
  const sharings: Sharing[] = [];
  steps.forEach((step, at) => {
    if (step.kind !== 'call') return;
    const { inputs, outputs, call } = step.run;
    const { inPlace, scratch, scratchOver } = call;
    if (scratch > 0) {
      const second = blocks.push({ size: scratch, start: at, end: at, align }) - 1;
      scratchOf.set(at, second);
      const id: ValueId | null | undefined = inputs[scratchOver ?? -1];
      const first = id == null ? undefined : blockOf.get(id);
      // No other operand may lie in that memory.
      const alone = inputs.every((other, i) => i === scratchOver || other === null || blockOf.get(other) !== first);
      if (first !== undefined && blocks[first]?.end === at && alone) sharings.push({ first, second });
    }
    for (const [input, output] of inPlace) {
      const from: ValueId | null | undefined = inputs[input];
      const to = outputs[output];
      const first = from == null ? undefined : blockOf.get(from);
      const second = to === undefined ? undefined : blockOf.get(to);
      if (first === undefined || second === undefined || blocks[first]?.end !== at || first === second) continue;
      // Another operand in the same memory may be read after it was overwritten, unless it may be shared too.
      const safe = inputs.every(
        (id, i) =>
          i === input || id === null || blockOf.get(id) !== first || inPlace.some(([a, b]) => a === i && b === output),
      );
      if (safe) sharings.push({ first, second });
    }
  });
  return { steps, blockOf, blocks, scratchOf, sharings };
};
