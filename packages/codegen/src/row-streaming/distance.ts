import type { ComputeStep, RowNode, Tiling } from './tiles.ts';

/**
 * Offset of the rows that a call writes from rows that it reads: bytes by which its result must begin before them, 0 for
 * in place; undefined where the two must share no memory.
 */
export type CallDistance = (step: ComputeStep, read: number) => number | undefined;

/**
 * Bytes by which the result must begin before the group's operand `outside` so that no row is overwritten before it has
 * been read for the last time. Negative: the result may begin that far after it.
 */
export const distanceOf = (
  nodes: readonly RowNode[],
  { tiles }: Tiling,
  outside: number,
  within: CallDistance,
): number => {
  let distance = -Infinity;
  /** First byte that is read later. */
  let unread = Infinity;
  for (const steps of tiles.toReversed()) {
    for (const step of steps.toReversed()) {
      if (step.kind === 'move') continue;
      const { view } = nodes[step.node] as RowNode;
      const writes = step.node === nodes.length - 1;
      if (writes) distance = Math.max(distance, step.rows.to * view.rowBytes - unread);
      for (const [i, { of, offset }] of step.reads.entries()) {
        if (!('outside' in of) || of.outside !== outside) continue;
        if (writes) {
          const start = step.rows.from * view.rowBytes;
          const allowed = within(step, i);
          distance = Math.max(
            distance,
            allowed === undefined ? step.rows.to * view.rowBytes - offset : allowed + start - offset,
          );
        }
        unread = Math.min(unread, offset);
      }
    }
  }
  return distance;
};

/**
 * The same for the group's own working memory: no row of the result may overwrite what is still to be written or read
 * there. `buffers`: first byte of each line buffer; `scratch`: of the memory that a step's call works in, or Infinity.
 */
export const distanceFromRows = (
  nodes: readonly RowNode[],
  { tiles }: Tiling,
  buffers: readonly number[],
  within: CallDistance,
  scratch: (step: ComputeStep) => number,
): number => {
  let distance = -Infinity;
  /** First byte that is used later. */
  let used = Infinity;
  for (const step of tiles.flat().toReversed()) {
    if (step.kind === 'move') {
      used = Math.min(used, buffers[step.node] as number);
      continue;
    }
    const { view } = nodes[step.node] as RowNode;
    const [start, end] = [step.rows.from * view.rowBytes, step.rows.to * view.rowBytes];
    const reads = step.reads.map(({ of, offset }) => ('node' in of ? (buffers[of.node] as number) + offset : Infinity));
    if (step.node === nodes.length - 1) {
      distance = Math.max(distance, end - used, end - scratch(step));
      for (const [i, at] of reads.entries()) {
        const allowed = within(step, i);
        distance = Math.max(distance, (allowed === undefined ? end : start + allowed) - at);
      }
    } else used = Math.min(used, (buffers[step.node] as number) + step.write.offset);
    used = Math.min(used, scratch(step), ...reads);
  }
  return distance;
};
