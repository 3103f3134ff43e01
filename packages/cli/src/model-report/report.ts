import { type StageScore } from '@tinyml/core/internal';
import { type BenchReport } from '../bench-report.ts';
import { type Difference } from './difference.ts';
import { type ReportMemory, type ReportSearch } from './page-data.ts';

/** A figure beside its limit. `measured`: not an estimate. null: not known, or no limit. */
export interface Gauge {
  readonly name: 'flash' | 'ram' | 'latency' | 'accuracy';
  /** Bytes, seconds, or a ratio. */
  readonly value: number | null;
  readonly limit: number | null;
  readonly measured: boolean;
  readonly isOver: boolean;
}

/** One step of the program: a kernel, and the layers that it runs. */
export interface ReportLayer {
  readonly name: string;
  readonly ops: readonly string[];
  /** Of the first result: `int8 1×24×24×12`. */
  readonly output: string;
  readonly kernel: string;
  readonly why: string;
  /** Of its result against the float model's, in dB, the errors of all layers before it included; null: not measured, or exact. */
  readonly sqnr: number | null;
  readonly macs: number;
  /** Bytes of the constants that it reads, and of its results. */
  readonly weights: number;
  readonly activations: number;
  readonly estimated: { readonly instructions: number; readonly cycles: number };
  /** null: not measured. */
  readonly measured: { readonly instructions: number; readonly cycles: number } | null;
}

/** The steps as a drawing: centres and sizes in pixels, from the left upper corner. */
export interface ReportNetwork {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly {
    readonly title: string;
    readonly detail: string;
    readonly kind: 'input' | 'output' | 'layer';
    /** Index of its layer; null: none. */
    readonly layer: number | null;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly edges: readonly { readonly points: readonly (readonly [x: number, y: number])[] }[];
}

/** A stage of the pipeline. */
export interface ReportStage {
  readonly name: string;
  readonly summary: string;
  /** Layers after it; null: it gives no graph. */
  readonly layers: number | null;
  readonly score: StageScore | null;
}

/** All that a page shows, and what `tinyml report --json` prints. What is null was not measured. */
export interface Report {
  readonly schema: 'tinyml-report/1';
  readonly name: string;
  readonly tinyml: string;
  readonly target: { readonly core: string; readonly board: string | null; readonly clockHz: number | null };
  readonly priority: readonly string[];
  readonly gauges: readonly Gauge[];
  readonly totals: {
    readonly macs: number;
    readonly weights: number;
    readonly instructions: number;
    readonly cycles: number;
  };
  readonly stages: readonly ReportStage[];
  readonly layers: readonly ReportLayer[];
  readonly memory: ReportMemory;
  readonly network: ReportNetwork;
  readonly labels: readonly string[] | null;
  readonly evaluation: readonly StageScore[] | null;
  readonly bench: BenchReport | null;
  readonly search: ReportSearch | null;
  readonly difference: Difference | null;
}
