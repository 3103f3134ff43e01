import { join } from 'node:path';
import { build, memoryStore, parseManifest, type BuildResult } from '@tinyml/core/internal';
import { createBackend } from '../packages/cli/src/backend.ts';
import { manifestEnvironment } from '../packages/cli/src/manifest-environment.ts';
import { makeToolkit } from '../packages/cli/src/toolkit.ts';

/** Builds a manifest's text into `out` as its users would, quietly, with a cache of its own. */
export const buildForMeasuring = (text: string, out: string): Promise<BuildResult> => {
  const store = memoryStore();
  return build(
    parseManifest(text, join(out, 'tinyml.yaml'), manifestEnvironment()),
    makeToolkit(),
    createBackend(store),
    {
      store,
      tinymlVersion: '0.0.0',
      signal: new AbortController().signal,
      onEvent: () => undefined,
      out,
    },
  );
};
