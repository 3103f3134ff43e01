import { digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import type { Constants } from '../pass/define-pass.ts';
import type { Store } from './store.ts';

export const blobKey = (digest: Digest): string => `blobs/${digest.slice(7, 9)}/${digest.slice(9)}`;

export interface Blobs extends Constants {
  /** True where `get` would find sound bytes. */
  has(digest: Digest): boolean;
  /** Writes the named blobs, put earlier in this process, into the store. */
  keep(digests: Iterable<Digest>): void;
}

/**
 * Content-addressed bytes over a store. What is put stays in memory until a stage's result names it: passes may put
 * many candidates and keep few. A blob whose bytes do not match its digest (a torn disk write) counts as absent.
 */
export const createBlobs = (store: Store): Blobs => {
  const memory = new Map<Digest, Uint8Array>();
  const find = (digest: Digest): Uint8Array | undefined => {
    const known = memory.get(digest);
    if (known !== undefined) return known;
    const bytes = store.get(blobKey(digest));
    if (bytes === undefined || digestOf(bytes) !== digest) return undefined;
    // Memory of its own: a Buffer's `slice` shares memory, and its `buffer` may hold more than these bytes.
    const own = new Uint8Array(bytes);
    memory.set(digest, own);
    return own;
  };
  return {
    get(digest) {
      const bytes = find(digest);
      if (bytes === undefined) throw new Error(`no blob ${digest}`);
      return bytes;
    },
    has: (digest) => find(digest) !== undefined,
    put(bytes) {
      const digest = digestOf(bytes);
      if (!memory.has(digest)) memory.set(digest, bytes.slice());
      return digest;
    },
    keep(digests) {
      for (const digest of digests) {
        const key = blobKey(digest);
        const bytes = memory.get(digest);
        if (bytes === undefined) continue;
        // One that a torn write or a bad disk left there under this name is replaced.
        const there = store.get(key);
        if (there === undefined || Buffer.compare(there, bytes) !== 0) store.put(key, bytes);
      }
    },
  };
};
