import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Samples } from '../data/samples.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Priority, Target } from '../hardware/target.ts';
import type { AutoRules } from './auto.ts';
import type { OptionsOf, OptionsSchema } from './schema.ts';

/** The CNN_on_MCU survey's taxonomy of optimisations, for people; it decides nothing. */
export type PassKind = 'graph' | 'operations' | 'pre-training' | 'post-training' | 'workload' | 'kernel';

/**
 * What a pass promises about the outputs: identical bits · equal up to float rounding (int8 graphs: bits) · changed.
 */
export type Preserves = 'bits' | 'rounding' | 'none';

/**
 * A statement about a graph that one pass relies on and another brings about; any string. Those that hold for a model as
 * imported: `static-shapes`, `float` (no tensor is quantised) or `quantized`, `untrained`, and what passes detect.
 */
export type Fact = string;

/** Constants by digest. `put` gives the digest under which `get` finds the bytes again, also in a later stage. */
export interface Constants {
  /** @throws Error for a digest that nobody put. The bytes must not be changed. */
  get(digest: Digest): Uint8Array;
  put(bytes: Uint8Array): Digest;
}

/**
 * State of work under way, by a name that the pass chooses. It is found again while the pass, its options, its input
 * and all that it has read so far are the same, and removed once the pass is through.
 */
export interface Checkpoints {
  load(name: string): Uint8Array | undefined;
  /** A cache that cannot be written costs a warning, not the work. */
  save(name: string, bytes: Uint8Array): void;
}

/**
 * What samples are for: quantisation is calibrated on the first, passes train on the second, a choice is made by the third, and what
 * comes out is measured on the last.
 */
export const dataSplits = ['calibration', 'train', 'validation', 'test'] as const;
export type DataSplit = (typeof dataSplits)[number];

/** A number that a stage measured about itself or its result. */
export type Metrics = Readonly<Record<string, number | string | boolean | null>>;

/** All that a pass may use. What it reads here is recorded, and decides later whether the cached result still holds. */
export interface PassContext<Options> {
  readonly options: Options;
  readonly target: Target;
  /** The samples of a split that the pass names in `needs`. @throws TinymlError for another. */
  data(split: DataSplit): Promise<Samples>;
  readonly constants: Constants;
  readonly operators: OperatorTable;
  /** Reads a file, relative to the manifest. @throws TinymlError when it cannot be read. */
  readFile(path: string): Promise<Uint8Array>;
  /** Reports a finding that does not stop the build. Throw `TinymlError` for one that does. */
  report(diagnostic: Diagnostic): void;
  /** Share of the work done, 0 … 1. */
  progress(done: number, what?: string): void;
  readonly signal: AbortSignal;
  /** Where long work keeps its state, so that an interrupted run goes on. */
  readonly checkpoints: Checkpoints;
  /** Seeded: the same numbers at every run. Uniform in [0, 1). */
  random(): number;
}

export interface PassResult {
  readonly graph: Graph;
  readonly metrics?: Metrics;
  /** Files for the reader, by name: reports, histograms. */
  readonly artifacts?: Readonly<Record<string, Uint8Array | string>>;
  readonly diagnostics?: readonly Diagnostic[];
  /** One line for the terminal: what was done. */
  readonly summary?: string;
}

/** What a pass gives a model at a cost: a later pass may throw it away, and some of it pays only where one uses it. */
export interface Work {
  /** Its name, by which other passes speak of it; any string. The built-ins' begin with `weights-` or `ranges-`. */
  readonly fact: Fact;
  /** In words: `zeros among the weights`. */
  readonly what: string;
  /** What to do where a later pass throws it away; default: list that pass first. */
  readonly lost?: string;
  /** Told where no later pass uses it. */
  readonly unused?: Diagnostic;
}

export interface Pass<S extends OptionsSchema = OptionsSchema> {
  /** kebab-case, a verb first. */
  readonly name: string;
  /** Raise it when the same input would give another result. */
  readonly version: number;
  readonly kind: PassKind;
  readonly summary: string;
  readonly options: S;
  readonly requires: readonly Fact[];
  readonly establishes: readonly Fact[];
  readonly invalidates: readonly Fact[];
  readonly needs: readonly DataSplit[];
  /** The splits needed under these options, for a pass whose options decide; default: `needs`. Read with `neededData`. */
  needsWith?(options: OptionsOf<S>): readonly DataSplit[];
  /** What else decides the result: the version of a native library, say. Part of the cache key; must be quick. */
  environment?(): Readonly<Record<string, string>>;
  /** Values of each option worth trying, for `passes: auto` and `explore`. */
  readonly search: Readonly<Record<string, readonly unknown[]>>;
  /** False for options of which a search knows beforehand that others give the same. Default: all are worth it. */
  worthTrying?(options: OptionsOf<S>): boolean;
  /**
   * Options for the same work in `share` of its time, 0 … 1, by which a search compares candidates before it gives one all of it: the whole
   * schedule, in fewer epochs. At 0 it only gives the model its final form and size, untrained. undefined: it has no such form, or is quick.
   */
  shorten?(options: OptionsOf<S>, share: number): Readonly<Record<string, unknown>> | undefined;
  readonly preserves: Preserves;
  /** What it preserves under these options, where they decide. Default: `preserves`. */
  preservesWith?(options: OptionsOf<S>): Preserves;
  /**
   * Its result is called in another way: inputs and outputs may have other shapes, and an output may take several inferences. Only a
   * manifest that names the pass has it.
   */
  readonly changesCalls?: true;
  /** Its part in plans that tinyml makes itself. Default: see `AutoRules`. */
  readonly auto?: AutoRules;
  /** Facts that hold also for a model that has not seen this pass, where there is nothing for it to do. Must be quick. */
  detects?(graph: Graph, operators: OperatorTable): readonly Fact[];
  /** What it gives the model under these options. */
  makes?(options: OptionsOf<S>): readonly Work[];
  /** Facts of `makes` that do not outlive it. */
  loses?(options: OptionsOf<S>): readonly Fact[];
  /** Facts of `makes` that it turns to account. */
  uses?(options: OptionsOf<S>): readonly Fact[];
  /** What `tinyml plan` says of it where the manifest lists it, under these options and this order of priority. */
  advice?(options: OptionsOf<S>, priority: readonly Priority[]): readonly Diagnostic[];
  /** Values of options that are absent, where they hang on the target: for `tinyml plan`. */
  defaultsFor?(target: Target): Readonly<Record<string, unknown>>;
  /** The model that comes out is the one that later ones are held against, not the imported one: it was untrained. */
  readonly givesBaseline?: true;
  run(graph: Graph, context: PassContext<OptionsOf<S>>): Graph | PassResult | Promise<Graph | PassResult>;
}

/** The splits that `pass` reads under `options` (its defaults filled in). */
export const neededData = (pass: Pass, options: Readonly<Record<string, unknown>>): readonly DataSplit[] =>
  pass.needsWith?.(options as never) ?? pass.needs;

/** What `pass` preserves under `options` (its defaults filled in). */
export const preservedBy = (pass: Pass, options: Readonly<Record<string, unknown>>): Preserves =>
  pass.preservesWith?.(options as never) ?? pass.preserves;

type Optional = 'options' | 'requires' | 'establishes' | 'invalidates' | 'needs' | 'search';

const noOptions = { type: 'object', additionalProperties: false, properties: {} } as const;

/** Declares a pass: fills in what is left out and freezes it. `options` types `context.options`. */
export const definePass = <const S extends OptionsSchema = typeof noOptions>(
  pass: Omit<Pass<S>, Optional> & Partial<Pick<Pass<S>, Optional>>,
): Pass<S> =>
  Object.freeze({
    requires: [],
    establishes: [],
    invalidates: [],
    needs: [],
    search: {},
    ...pass,
    options: pass.options ?? (noOptions as unknown as S),
  });
