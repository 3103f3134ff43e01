import type { BuildEvent } from '@tinyml/core/internal';

/** What one run of one row gave. Bytes, ratios, counts of one inference. */
export interface Measured {
  readonly tfliteBytes: number | null;
  /** Bytes of weights on the device. */
  readonly weights: number;
  /** Text and data less those of an empty program; data, bss and stack: measured on the emulated core. */
  readonly flash: number;
  readonly ram: number;
  /** Of the emitted C on the test images. */
  readonly accuracy: number;
  /** Share of zeros among the weights. null: they are coded. */
  readonly sparsity: number | null;
  readonly estimatedInstructions: number | null;
  /** Counted in QEMU. */
  readonly instructions: number;
  readonly cycles: number;
  readonly stages: readonly { readonly name: string; readonly summary: string }[];
}

/** What the process of a row tells its parent. */
export type RowMessage =
  { readonly type: 'event'; readonly event: BuildEvent } | { readonly type: 'measured'; readonly measured: Measured };
