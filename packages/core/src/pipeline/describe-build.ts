import type { Manifest } from '../manifest/manifest.ts';
import type { Toolkit } from '../toolkit.ts';
import type { Backend } from './backend.ts';
import type { BuildResult } from './build-record.ts';
import { prepareBuild } from './build.ts';
import type { BuildOptions } from './session.ts';

/**
 * Runs a manifest as a build does, and writes nothing but the cache: for a report, also of what is over budget, which `diagnostics` tell.
 * The record lists no files. @throws TinymlError with the first stage's problems
 */
export const describeBuild = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  options: BuildOptions,
): Promise<BuildResult> => {
  const prepared = await prepareBuild(manifest, base, backend, { ...options, overBudget: 'told' });
  const place = { record: 'tinyml-build.json', model: 'model.tflite' };
  return {
    ...prepared.result,
    record: prepared.record(place, []),
    recordPath: place.record,
    dir: prepared.dir,
    written: [],
    diagnostics: prepared.diagnostics,
  };
};
