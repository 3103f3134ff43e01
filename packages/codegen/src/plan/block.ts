/** Memory that is needed from step `start` to step `end`, both included. */
export interface Block {
  /** Bytes. */
  readonly size: number;
  readonly start: number;
  readonly end: number;
  /** Bytes, a power of two; default 4. */
  readonly align?: number;
}

/** `second` may start at the first byte of `first`: it is written by the step that reads `first` for the last time. */
export interface Sharing {
  readonly first: number;
  readonly second: number;
}

export const roundUp = (value: number, align: number): number => Math.ceil(value / align) * align;

export const alignOf = (block: Block): number => block.align ?? 4;

/** The least bytes that hold every whole block alive at one step: no layout without sharing is smaller. */
export const largestSumAlive = (blocks: readonly Block[]): number => {
  let largest = 0;
  for (const { start } of blocks) {
    let sum = 0;
    for (const block of blocks) if (block.start <= start && start <= block.end) sum += block.size;
    largest = Math.max(largest, sum);
  }
  return largest;
};
