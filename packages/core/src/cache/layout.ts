/** What the cache is made of: everything that tinyml writes lies in one of these folders. */
export const cacheFolders: readonly string[] = ['blobs', 'checkpoints', 'history', 'memo', 'records'];

/** Unfinished writes, kept apart from the entries. */
export const unfinishedFolder = 'tmp';

const entry = new RegExp(`^(?:${cacheFolders.join('|')})/(?:[0-9a-f]{2}/|[0-9a-f]{64}/)?(?:[a-z]+-)?[0-9a-f]{24,64}$`);

/** True for a key that this cache may have written: nothing else in its folder is ever counted, marked or removed. */
export const isEntryKey = (key: string): boolean => entry.test(key);

/** True for an unfinished write, e.g. `tmp/` and 24 digits. */
export const isUnfinishedKey = (key: string): boolean => /^tmp\/[0-9a-f]{24}$/.test(key);
