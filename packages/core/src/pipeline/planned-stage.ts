import type { Json } from './json.ts';

/** A stage as `tinyml plan` shows it. `cached`: null where an earlier stage would have to run first. */
export interface PlannedStage {
  readonly name: string;
  readonly summary: string;
  readonly options: Json;
  readonly why: string;
  readonly cached: boolean | null;
}
