import type { Priority } from '@tinyml/core';

/** What a manifest is made from. Paths relative to its folder, with `/`. */
export interface Answers {
  readonly model: string;
  readonly board: string;
  readonly priority: Priority;
  /** Samples that int8 quantisation is calibrated on. */
  readonly calibration?: { readonly file: string; readonly scale?: string };
}
