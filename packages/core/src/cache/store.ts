/** One stored entry, for `cache info` and pruning. Bytes as stored; `usedAt` in milliseconds since 1970. */
export interface StoreEntry {
  readonly key: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/**
 * Bytes under keys such as `blobs/ab12…`: all that a cache backend has to offer. Keys are relative paths of
 * lower-case letters, digits and `-./`. An entry is there whole or not at all, whatever happens to the process that
 * wrote it, and several processes may use one store at once.
 */
export interface Store {
  get(key: string): Uint8Array | undefined;
  has(key: string): boolean;
  /** Replaces what was there. A failure to write (full disk, no permission) is thrown. */
  put(key: string, bytes: Uint8Array): void;
  remove(key: string): void;
  /** Marks an entry as in use, so that pruning removes others first. */
  touch(key: string): void;
  /** Keys right under `prefix` (which ends in `/`). */
  list(prefix: string): readonly string[];
  entries(): readonly StoreEntry[];
}
