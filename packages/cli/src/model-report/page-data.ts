// What the drawings are made from: it goes into the page, whose scripts know nothing else of tinyml.

/** A part of an arena while it is in use: steps `start` to `end`, bytes `offset` to `offset + size`. Inputs start at −1. */
export interface ReportBuffer {
  /** What lies there: tensors by name, or working memory. */
  readonly name: string;
  readonly kind: 'input' | 'output' | 'tensor' | 'state' | 'scratch';
  readonly arena: number;
  readonly offset: number;
  readonly size: number;
  readonly start: number;
  readonly end: number;
}

/** The memory plan. */
export interface ReportMemory {
  readonly arenas: readonly { readonly name: string; readonly bytes: number; readonly limit: number | null }[];
  /** Names of the steps, in order. */
  readonly steps: readonly string[];
  readonly buffers: readonly ReportBuffer[];
  /** Bytes in use at each step, over all arenas. */
  readonly used: readonly number[];
  /** The step at which most is in use. */
  readonly peak: number;
  /** No plan takes fewer bytes. */
  readonly lowerBound: number;
}

/** A candidate of a search. `point`: its place among those worth choosing from; 0 is the chosen one. null: it is none of them. */
export interface ReportCandidate {
  readonly text: string;
  readonly point: number | null;
  readonly kernels: string;
  readonly flash: number;
  readonly ram: number;
  readonly cycles: number;
  /** null: it was not measured. */
  readonly quality: number | null;
  readonly over: boolean;
}

/** What a search left, or has so far. `measure`: what quality is: `accuracy`, `agreement`, or an error. */
export interface ReportSearch {
  /** Why, in words, or that it has not. */
  readonly ended: string;
  readonly evaluations: number;
  readonly measure: string;
  /** Of the model that all are held against; null: not told yet. */
  readonly baseline: number | null;
  readonly candidates: readonly ReportCandidate[];
}
