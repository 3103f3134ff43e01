import type { DataFiles } from './data/data-files.ts';
import type { ModelSignature } from './data/model-signature.ts';
import type { Samples } from './data/samples.ts';
import type { DataSource } from './data/source.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Explanations } from './diagnostics/explanation.ts';
import type { Digest, Graph } from './ir/graph.ts';
import type { Kernel } from './kernel/define-kernel.ts';
import type { LayersModel, ManifestPath } from './manifest/manifest.ts';
import type { ImportContext, ModelFormat } from './model/format.ts';
import type { Operator } from './op/define-operator.ts';
import type { Slot } from './op/slot.ts';
import type { Pass } from './pass/define-pass.ts';
import type { Board } from './hardware/board.ts';

/** Opens a data split for a model. @throws TinymlError TML8xx when it does not fit it. */
export type OpenData = (source: DataSource, model: ModelSignature, files: DataFiles) => Promise<Samples>;

/** A package of which a thread of its own can load the operators again. */
export interface OperatorPackage {
  readonly name: string;
  readonly version: string;
  readonly file: string;
}

/** A message with the place of the layer that it is about. */
export type PlaceProblem = (layer: ManifestPath, diagnostic: Diagnostic) => Diagnostic;

/** The graph of an untrained network that is described by its layers. @throws TinymlError (TML633) for all that do not fit. */
export type ReadLayers = (model: LayersModel, context: ImportContext, place: PlaceProblem) => Graph;

/** Digests of tinyml's own code. */
export interface CodeDigests {
  readonly core: Digest;
  /** What reads and writes models and data. */
  readonly formats: Digest;
  /** What makes C of a graph, the kernels included. */
  readonly backend: Digest;
  readonly passes: Readonly<Record<string, Digest>>;
}

/**
 * Everything that a build can draw on, composed explicitly: the built-ins by sorted lists, third parties' by resolution.
 * Nothing registers itself on import.
 */
export interface Toolkit {
  readonly operators: ReadonlyMap<string, Operator>;
  /** URL of the module that exports tinyml's own as `builtinOperators`: a thread loads it again. */
  readonly operatorsModule: string;
  /** What subsystems ask of every operator, in the order of their names. */
  readonly slots: readonly Slot[];
  /** Third parties' packages that some of the operators come from. Default: none. */
  readonly operatorPackages?: readonly OperatorPackage[];
  readonly passes: ReadonlyMap<string, Pass>;
  readonly kernels: readonly Kernel[];
  readonly formats: readonly ModelFormat[];
  readonly boards: readonly Board[];
  /** Long texts of all messages, by code. */
  readonly explanations: Explanations;
  readonly openData: OpenData;
  readonly readLayers: ReadLayers;
  /** Digests of tinyml's own code, where they were taken when it was packed: nothing of it is read again. */
  readonly codeDigests?: CodeDigests;
  /** The file that a built-in pass's code begins in: what its part of a cache key is made of. */
  passEntry(name: string): string;
  /** Folder of the operators' code. */
  readonly operatorsFolder: string;
  /** Folder of the code that imports models. */
  readonly formatsFolder: string;
}
