import type { Store } from './store.ts';

export interface PruneResult {
  readonly removed: number;
  readonly freed: number;
  readonly left: number;
}

/** What a running build may still need: nothing younger is removed. */
const graceMs = 60 * 60 * 1000;

/**
 * Removes the least recently used entries until at most `maxBytes` are left. A record that loses a blob is simply a
 * miss later. Entries used within the last hour stay, so that builds under way are not disturbed.
 */
export const pruneStore = (store: Store, maxBytes: number, now = Date.now()): PruneResult => {
  const entries = [...store.entries()].sort((a, b) => a.usedAt - b.usedAt);
  let left = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  let removed = 0;
  let freed = 0;
  for (const entry of entries) {
    if (left <= maxBytes) break;
    if (now - entry.usedAt < graceMs) continue;
    store.remove(entry.key);
    left -= entry.bytes;
    freed += entry.bytes;
    removed += 1;
  }
  return { removed, freed, left };
};

/** Removes every entry, also those that a build under way still needs: it will compute them again. */
export const clearStore = (store: Store): PruneResult => {
  const entries = store.entries();
  for (const { key } of entries) store.remove(key);
  return { removed: entries.length, freed: entries.reduce((sum, { bytes }) => sum + bytes, 0), left: 0 };
};
