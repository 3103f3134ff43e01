import type { DataSource } from '../data/source.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { InputShapes } from '../model/format.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import type { Core, MemoryRegion, Priority } from '../hardware/target.ts';

/** Keys and indices from the manifest's root. */
export type ManifestPath = readonly (string | number)[];

/** Lines and columns count from 1; `length` in characters, on that line. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** The manifest as written: gives every later message its place. */
export interface ManifestSource {
  readonly file: string;
  readonly text: string;
  /** Where `path` (its key or its value) is written; the nearest thing around it, where it is not. */
  place(path: ManifestPath, at?: 'key' | 'value'): Place;
}

/** One layer of an untrained network, its options checked. */
export interface LayerRequest {
  /** One of the manifest environment's layers, or `residual`. */
  readonly kind: string;
  readonly name: string | null;
  /** As written, Keras's in kebab-case. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The two branches of a `residual`, which are added; an empty shortcut hands on its input. */
  readonly branches: readonly (readonly LayerRequest[])[];
  /** Where it is written. */
  readonly at: ManifestPath;
}

/** An untrained network. `input`: shape of one sample. `seed`: of the initial weights. */
export interface LayersModel {
  readonly input: readonly number[];
  readonly layers: readonly LayerRequest[];
  readonly seed: number;
}

/** How images are handed over: as the file has them, or with channels last. */
export type InputLayout = 'keep' | 'nhwc';

/** `signature`: which of a file's graphs; null: the first. `inputs`: shapes for what the file leaves open; null: none. */
export type ModelRequest =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly signature: string | null;
      readonly inputs: InputShapes | null;
      readonly inputLayout: InputLayout;
    }
  | ({ readonly kind: 'layers' } & LayersModel);

/** Sizes in bytes, clock in Hz; null: as the board has it. */
export interface TargetRequest {
  readonly board: string | null;
  readonly core: Core | null;
  readonly clockHz: number | null;
  readonly flash: number | null;
  readonly ram: number | null;
  readonly memory: readonly MemoryRegion[];
}

/** Sizes in bytes, latency in seconds, accuracy-drop in absolute points as a ratio (0.005 = half a point); null: no limit. */
export interface Budget {
  readonly flash: number | null;
  readonly ram: number | null;
  readonly latency: number | null;
  readonly accuracyDrop: number | null;
}

/** One entry of the list of passes. `options` as written; the pass's own schema has not been applied yet. */
export interface PassRequest {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Where the entry is written: positions of options are below it. */
  readonly at: ManifestPath;
  /** Who lists it. Default: the manifest. */
  readonly why?: string;
}

/** A pass that a search is told of. */
export interface NamedPass {
  readonly name: string;
  /** Where it is written. */
  readonly at: ManifestPath;
}

/** Values of one option that a search tries. */
export interface OptionDomain {
  readonly pass: string;
  readonly option: string;
  readonly values: readonly unknown[];
  /** Where the list is written. */
  readonly at: ManifestPath;
}

/** What a search may do; null: nothing is said. */
export interface ExploreRequest {
  /** Seconds. */
  readonly time: number | null;
  /** Whether passes that train are tried. */
  readonly train: boolean;
  readonly evaluations: number | null;
  /** Sequences under way at a time. */
  readonly parallel: number;
  readonly seed: number;
  /** Besides those that offer themselves. */
  readonly include: readonly NamedPass[];
  readonly exclude: readonly NamedPass[];
  readonly domains: readonly OptionDomain[];
}

export interface OutputRequest {
  /** Absolute. */
  readonly dir: string;
  readonly project: 'platformio' | 'library' | 'cmake';
  readonly runtime: 'native' | 'tflite-micro';
  readonly arena: 'static' | 'external';
}

/** A manifest, checked and normalised: absolute paths, plain numbers, nothing left out. */
export interface Manifest {
  readonly source: ManifestSource;
  /** The folder that paths are relative to. */
  readonly dir: string;
  /** A C identifier. */
  readonly name: string;
  readonly model: ModelRequest;
  readonly target: TargetRequest;
  readonly budget: Budget;
  /** All metrics, most important first. */
  readonly priority: readonly Priority[];
  /** Paths are absolute, factors are numbers. */
  readonly data: Readonly<Partial<Record<DataSplit, DataSource>>>;
  readonly passes: 'auto' | 'lossless' | readonly PassRequest[];
  readonly explore: ExploreRequest;
  readonly output: OutputRequest;
  readonly warnings: readonly Diagnostic[];
}
