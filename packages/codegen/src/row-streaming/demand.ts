import type { Graph, Node, ValueId } from '@tinyml/core';
import type { Called } from './called.ts';
import { withUnits, type Steps } from '../schedule/steps.ts';
import { storageOf } from '../schedule/storage.ts';
import { loads } from '../plan/bound.ts';
import type { Demand } from './pressure.ts';

/** The memory that the graph's steps need at least where units run as `called` says. */
export const demandOf = (graph: Graph, shaped: Steps<Node>, called: readonly Called[], align: number): Demand => {
  const { blockOf, blocks, overlaps, steps } = storageOf(graph, withUnits(shaped, called), align);
  const bytes = loads(blocks, overlaps);
  const holds = new Map<number, ValueId[]>();
  for (const [value, block] of blockOf) holds.set(block, [...(holds.get(block) ?? []), value]);
  return {
    steps: steps.map((step, at) => ({
      bytes: bytes.get(at) ?? 0,
      values: blocks.flatMap(({ start, end }, block) => (start <= at && at <= end ? (holds.get(block) ?? []) : [])),
      called: step.kind === 'call' ? step.run : null,
    })),
  };
};
