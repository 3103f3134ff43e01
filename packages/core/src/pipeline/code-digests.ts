import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFileDigests, type FileDigests } from '../cache/file-digests.ts';
import type { Store } from '../cache/store.ts';
import { digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import type { CodeDigests, Toolkit } from '../toolkit.ts';
import type { Backend } from './backend.ts';
import { moduleDigest } from './source-digest.ts';

const isCode = (name: string): boolean => /\.(js|ts|h|json)$/.test(name) && !name.endsWith('.d.ts');

const coreFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Kernels count where C is made of a graph: `Backend.digest`. They are in `kernels.ts`, `kernels/` and `kernel/`, and what was measured of
 * them in `kernel-sizes.ts` and `kernel-rates.ts`.
 */
export const isKernel = (path: string): boolean => /\.h$|(^|\/)kernel(s?[./]|-(sizes|rates)\.)/.test(path);

/** Digest of this package's code and of what operators mean. */
export const coreDigest = async ({ codeDigests, operatorsFolder }: Toolkit, digests: FileDigests): Promise<Digest> => {
  if (codeDigests !== undefined) return codeDigests.core;
  const own = await digests.folder(coreFolder, isCode);
  return digestOf(own + (await digests.folder(operatorsFolder, (name, path) => isCode(name) && !isKernel(path))));
};

/** Digest of the code that reads models and data. */
export const formatsDigest = async ({ codeDigests, formatsFolder }: Toolkit, digests: FileDigests): Promise<Digest> =>
  codeDigests?.formats ?? digests.folder(formatsFolder, isCode);

/** The digests of a toolkit's own code, from its files: what is shipped with a package that no longer changes. */
export const readCodeDigests = async <P>(toolkit: Toolkit, backend: Backend<P>, store: Store): Promise<CodeDigests> => {
  const digests = createFileDigests(store);
  const passes = await Promise.all(
    [...toolkit.passes.keys()].map(
      async (name) => [name, await moduleDigest(toolkit.passEntry(name), digests, store)] as const,
    ),
  );
  return {
    core: await coreDigest(toolkit, digests),
    formats: await formatsDigest(toolkit, digests),
    backend: await backend.digest(),
    passes: Object.fromEntries(passes),
  };
};
