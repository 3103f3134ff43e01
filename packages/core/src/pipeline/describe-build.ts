import type { Manifest } from '../manifest/manifest.ts';
import type { Toolkit } from '../toolkit.ts';
import type { Backend } from './backend.ts';
import type { BuildResult } from './build-record.ts';
import { prepareBuild } from './build.ts';
import type { BuildOptions } from './session.ts';

/** A build of which nothing was written. */
export interface DescribedBuild extends BuildResult {
  /** What a pass left beside the graph under this name, the last one that did; undefined: none did. */
  artifact(this: void, name: string): string | undefined;
}

/**
 * Runs a manifest as a build does, and writes nothing but the cache: for a report, also of what is over budget, which `diagnostics` tell.
 * The record lists no files. @throws TinymlError with the first stage's problems
 */
export const describeBuild = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  options: BuildOptions,
): Promise<DescribedBuild> => {
  const prepared = await prepareBuild(manifest, base, backend, { ...options, overBudget: 'told' });
  const place = { record: 'tinyml-build.json', model: 'model.tflite' };
  return {
    ...prepared.result,
    record: prepared.record(place, []),
    recordPath: place.record,
    dir: prepared.dir,
    written: [],
    diagnostics: prepared.diagnostics,
    artifact(name) {
      const digest = prepared.runs.findLast(({ record }) => name in record.output.artifacts)?.record.output.artifacts[
        name
      ];
      return digest === undefined ? undefined : Buffer.from(prepared.result.constants.get(digest)).toString('utf8');
    },
  };
};
