import type { Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FileDigests } from '../cache/file-digests.ts';
import type { Store } from '../cache/store.ts';
import { getSealed, putSealed } from '../cache/sealed.ts';
import { digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';

/** Packages stay outside, but for those of tinyml beside core, whose digest is in every key already. */
const keepPackagesOutside: Plugin = {
  name: 'keep-packages-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || /^@tinyml\/(?!core)/.test(path) ? undefined : { path, external: true },
    );
  },
};

/**
 * Digest of a module with all that it imports by path, as esbuild bundles it: an edit anywhere in it changes the
 * digest, a comment or a file beside it does not. Other packages stay outside: their versions stand in the lock file.
 * The list of bundled files is remembered, so that a warm build only looks at their times.
 */
export const moduleDigest = async (entry: string, digests: FileDigests, store: Store): Promise<Digest> => {
  const listKey = `memo/bundle-${digestOf(entry).slice(7, 47)}`;
  const known = getSealed(store, listKey);
  const files = known === undefined ? undefined : (JSON.parse(known) as string[]);
  const bundle = async (): Promise<{ digest: Digest; files: string[] }> => {
    const { build } = await import('esbuild');
    const result = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      plugins: [keepPackagesOutside],
      minifyWhitespace: true,
      metafile: true,
      legalComments: 'none',
      logLevel: 'silent',
      absWorkingDir: dirname(entry),
    });
    return {
      digest: digestOf(result.outputFiles[0]?.contents ?? readFileSync(entry)),
      files: Object.keys(result.metafile.inputs).map((path) => resolve(dirname(entry), path)),
    };
  };
  if (files !== undefined) {
    try {
      return await digests.memo(files, `bundle ${entry}`, async () => (await bundle()).digest);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  const first = await bundle();
  try {
    putSealed(store, listKey, JSON.stringify(first.files));
  } catch {
    // Only costs time at the next build.
  }
  return digests.memo(first.files, `bundle ${entry}`, () => Promise.resolve(first.digest));
};
