import type { Budget, Manifest, ManifestSource, OutputRequest, TargetRequest } from '../manifest/manifest.ts';

/** The models of one firmware, checked and normalised: absolute paths, plain numbers, nothing left out. */
export interface Workspace {
  readonly source: ManifestSource;
  readonly dir: string;
  /** A C identifier: prefix of what the models share. */
  readonly name: string;
  /** In the order in which they are listed, each with the workspace's target, output and arena in place of its own. */
  readonly models: readonly Manifest[];
  readonly target: TargetRequest;
  /** Of all models together; null: the target's. */
  readonly budget: Pick<Budget, 'flash' | 'ram'>;
  readonly output: Pick<OutputRequest, 'dir' | 'project'>;
  /** Groups of models that never run at once, by name: those of a group share one arena. */
  readonly exclusive: readonly (readonly string[])[];
}
