import { byteLength, byteWidth, valueOf, type Graph, type ValueId } from '@tinyml/core';
import type { Block, Overlap } from '../plan/block.ts';
import type { Run, Step, Steps } from './steps.ts';
import { overlapsOf, rewritesState, trafficOf, writtenBytes } from './traffic.ts';

export interface Storage<Called> {
  readonly steps: readonly Step<Called>[];
  /** Index of the block that holds a value; undefined for constants. */
  readonly blockOf: ReadonlyMap<ValueId, number>;
  readonly blocks: readonly Block[];
  /** Block of a step's scratch memory. */
  readonly scratchOf: ReadonlyMap<number, number>;
  readonly overlaps: readonly Overlap[];
}

/** The first and last step of every tensor's memory, and which may share it. */
export const storageOf = <Called extends Run>(
  graph: Graph,
  { steps, outputOf, rootOf }: Steps<Called>,
  align: number,
): Storage<Called> => {
  const root = (id: ValueId): ValueId => rootOf.get(id) ?? id;
  const blocks: { size: number; start: number; end: number; align: number }[] = [];
  const blockOf = new Map<ValueId, number>();
  const create = (id: ValueId, bytes: number, start: number, like = id): void => {
    const align = Math.max(4, byteWidth(valueOf(graph, like).type.dtype));
    blockOf.set(id, blocks.push({ size: bytes, start, end: start, align }) - 1);
  };
  const touch = (id: ValueId, step: number): void => {
    const block = blocks[blockOf.get(root(id)) ?? -1];
    if (block !== undefined) block.end = Math.max(block.end, step);
  };
  const last = steps.length;
  for (const id of graph.inputs) if (!blockOf.has(id)) create(id, byteLength(valueOf(graph, id).type), -1);
  for (const { input } of graph.state ?? []) {
    create(input, byteLength(valueOf(graph, input).type), -1);
    touch(input, last);
  }
  steps.forEach((step, at) => {
    const traffic = trafficOf(step);
    for (const id of traffic.reads) touch(id, at);
    if (!rewritesState(step))
      for (const id of traffic.writes)
        create(id, writtenBytes(graph, id, step), at, step.kind === 'copy' ? step.like : id);
  });
  for (const id of outputOf) touch(id, last);
  for (const [id, of] of rootOf) {
    const block = blockOf.get(of);
    if (block !== undefined) blockOf.set(id, block);
  }

  const scratchOf = new Map<number, number>();
  steps.forEach((step, at) => {
    if (step.kind === 'call' && step.run.call.scratch > 0)
      scratchOf.set(at, blocks.push({ size: step.run.call.scratch, start: at, end: at, align }) - 1);
  });
  const overlaps = steps.flatMap((step, at) =>
    step.kind === 'call'
      ? overlapsOf(step.run, (id) => blockOf.get(id), scratchOf.get(at)).filter(
          ({ first }) => blocks[first]?.end === at,
        )
      : [],
  );
  return { steps, blockOf, blocks, scratchOf, overlaps };
};
