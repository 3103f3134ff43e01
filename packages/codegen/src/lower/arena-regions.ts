import type { MemoryRegion } from '@tinyml/core';
import type { MemoryPlan } from '../plan/plan.ts';
import { planRegions } from '../plan/regions.ts';
import type { Arena, ArenaBuffer, Group } from '../program/program.ts';
import type { Storage } from '../schedule/storage.ts';

/**
 * Bytes read and written in each buffer during one inference. A step writes its results once; it reads an operand as
 * often as it multiplies with it, or once. Where it has scratch memory it copies its operands there, and reads them
 * there over and over.
 */
const accessesOf = (schedule: readonly Group[], count: number): readonly number[] => {
  const accesses = new Array<number>(count).fill(0);
  const add = (buffer: number, bytes: number): void => {
    accesses[buffer] = (accesses[buffer] ?? 0) + bytes;
  };
  for (const { call, stream, inputs, outputs, macs } of schedule) {
    const scratch = call?.scratch ?? stream?.memory ?? null;
    if (call === null && stream === undefined) continue;
    if (scratch !== null) add(scratch, macs);
    for (const tensor of inputs)
      if (tensor !== null && 'buffer' in tensor.place)
        add(tensor.place.buffer, scratch === null ? Math.max(tensor.bytes, macs) : tensor.bytes);
    for (const tensor of outputs) if ('buffer' in tensor.place) add(tensor.place.buffer, tensor.bytes);
  }
  return accesses;
};

/** The arenas and where each buffer lies: one arena as planned, or one in each of the target's regions. */
export const arenasOf = (
  { blocks, overlaps }: Pick<Storage<never>, 'blocks' | 'overlaps'>,
  plan: MemoryPlan,
  schedule: readonly Group[],
  regions: readonly MemoryRegion[],
): { readonly buffers: readonly ArenaBuffer[]; readonly arenas: readonly Arena[] } => {
  const { arenas, offsets, regionOf } =
    regions.length === 0
      ? { arenas: [plan.arena], offsets: plan.offsets, regionOf: blocks.map(() => 0) }
      : planRegions(blocks, overlaps, accessesOf(schedule, blocks.length), regions);
  return {
    buffers: blocks.map(({ size, start, end, align = 4 }, i) => ({
      size,
      start,
      end,
      align,
      arena: regionOf[i] as number,
      offset: offsets[i] as number,
    })),
    arenas: arenas.map((bytes, i) => ({ region: regions[i]?.name ?? null, bytes, limit: regions[i]?.size ?? null })),
  };
};
