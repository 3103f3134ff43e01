import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** What a build tells while it runs; every form of output is made from these. Times in seconds. */
export type BuildEvent =
  | { readonly type: 'stage-started'; readonly stage: string }
  | { readonly type: 'progress'; readonly stage: string; readonly done: number; readonly what?: string }
  | {
      readonly type: 'stage-finished';
      readonly stage: string;
      readonly cached: boolean;
      readonly remote?: true;
      readonly seconds: number;
      readonly summary: string;
    }
  | { readonly type: 'diagnostic'; readonly stage?: string; readonly diagnostic: Diagnostic };
