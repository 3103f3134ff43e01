/** Memory that is needed from step `start` to step `end`, both included. */
export interface Block {
  /** Bytes. */
  readonly size: number;
  readonly start: number;
  readonly end: number;
  /** Bytes, a power of two; default 4. */
  readonly align?: number;
}

/**
 * Two blocks that may share memory: `second` is written by the step that reads `first` for the last time. Any other two
 * that are alive at one step have no byte in common.
 */
export interface Overlap {
  readonly first: number;
  readonly second: number;
  /** `second` may begin this many bytes before the first byte of `first`, or more; may be negative. Default: it may not. */
  readonly distance?: number;
  /** Whether both may have the same first byte. */
  readonly inPlace?: boolean;
}

export const roundUp = (value: number, align: number): number => Math.ceil(value / align) * align;

export const alignOf = (block: Block): number => block.align ?? 4;

export const meet = (a: Block, b: Block): boolean => a.start <= b.end && b.start <= a.end;

/** The least bytes that hold every whole block alive at one step: no layout without overlaps is smaller. */
export const largestSumAlive = (blocks: readonly Block[]): number => {
  let largest = 0;
  for (const { start } of blocks) {
    let sum = 0;
    for (const block of blocks) if (block.start <= start && start <= block.end) sum += block.size;
    largest = Math.max(largest, sum);
  }
  return largest;
};
