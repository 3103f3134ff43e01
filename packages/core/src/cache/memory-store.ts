import type { Store } from './store.ts';

/** A store that ends with the process: `--no-cache`, tests. */
export const memoryStore = (): Store => {
  const entries = new Map<string, { bytes: Uint8Array; usedAt: number }>();
  return {
    get: (key) => entries.get(key)?.bytes,
    has: (key) => entries.has(key),
    put: (key, bytes) => void entries.set(key, { bytes: bytes.slice(), usedAt: Date.now() }),
    remove: (key) => void entries.delete(key),
    touch(key) {
      const entry = entries.get(key);
      if (entry !== undefined) entry.usedAt = Date.now();
    },
    list: (prefix) =>
      [...entries.keys()].filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/')).sort(),
    entries: () => [...entries].map(([key, { bytes, usedAt }]) => ({ key, bytes: bytes.byteLength, usedAt })),
  };
};
