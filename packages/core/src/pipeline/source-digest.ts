import type { FileDigests } from '../cache/file-digests.ts';
import { getSealed, putSealed } from '../cache/sealed.ts';
import type { Store } from '../cache/store.ts';
import { digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import type { Kernel } from '../kernel/define-kernel.ts';
import { stillFound } from './installed-packages.ts';
import { kernelSources } from './kernel-sources.ts';
import { moduleClosure, type ModuleClosure } from './module-closure.ts';

type Followed = Pick<ModuleClosure, 'files' | 'lookups'>;

const listed = (store: Store, key: string): Followed | undefined => {
  const text = getSealed(store, key);
  return text === undefined ? undefined : (JSON.parse(text) as Followed);
};

/**
 * The digest that `follow` finds. What it was made of is remembered with it, so that a warm build only looks at the
 * times of those files and at where packages are found.
 */
const remembered = async (
  purpose: string,
  digests: FileDigests,
  store: Store,
  follow: () => Promise<ModuleClosure> | ModuleClosure,
): Promise<Digest> => {
  const key = `memo/code-${digestOf(purpose).slice(7, 47)}`;
  const known = listed(store, key);
  const digest = known?.lookups.every(stillFound) === true ? digests.recall(known.files, purpose) : undefined;
  if (digest !== undefined) return digest;
  const { digest: fresh, ...followed } = await follow();
  try {
    putSealed(store, key, JSON.stringify(followed satisfies Followed));
  } catch {
    // Only costs time at the next build.
  }
  return digests.memo(followed.files, purpose, () => Promise.resolve(fresh));
};

/**
 * Digest of a module with all that runs when it runs: what it imports by path or from packages, static or dynamic,
 * CommonJS and JSON, files that it names, and the versions of all that those packages depend on. A comment does not
 * change it, nor does a file that nothing names.
 */
export const moduleDigest = (entry: string, digests: FileDigests, store: Store): Promise<Digest> =>
  remembered(`module ${entry}`, digests, store, () => moduleClosure(entry));

/** Digest of the C of a package's kernels, with all that it includes. */
export const kernelsDigest = (
  name: string,
  kernels: readonly Kernel[],
  digests: FileDigests,
  store: Store,
): Promise<Digest> => {
  const parts = kernels.flatMap(({ sources }) =>
    sources.map(({ path, text }) => (text === undefined ? path : `${path} ${digestOf(text)}`)),
  );
  return remembered(`kernels ${[name, ...parts].join(' ')}`, digests, store, () => kernelSources(kernels));
};
