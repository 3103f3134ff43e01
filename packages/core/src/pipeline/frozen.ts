import { memoryStore } from '../cache/memory-store.ts';
import type { Store } from '../cache/store.ts';
import { trainedResultMissing } from '../diagnostics/catalogue/output.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { TreeRecord } from '../output/tree-record.ts';
import { findRecords, recordKey, staticKey } from './record.ts';
import type { BuildOptions } from './session.ts';
import { stillHolds, type StageEnvironment } from './stage.ts';

const isBlob = (key: string): boolean => key.startsWith('blobs/');

/**
 * A store for a build that trusts no result of another one and writes nothing: it ends with the process. Only blobs
 * are read from `cache`, since each is checked against its digest.
 */
const frozenStore = (cache: Store): Store => {
  const own = memoryStore();
  return {
    ...own,
    get: (key) => own.get(key) ?? (isBlob(key) ? cache.get(key) : undefined),
    has: (key) => own.has(key) || (isBlob(key) && cache.has(key)),
  };
};

const readOnly = (cache: Store): Store => ({
  ...cache,
  put: () => undefined,
  remove: () => undefined,
  touch: () => undefined,
});

/** Keys of a build's stages by name, as its record tells them. */
const stageKeys = (record: TreeRecord | undefined): ReadonlyMap<string, string> => {
  const stages = record?.document['stages'];
  const listed = (Array.isArray(stages) ? stages : []) as readonly {
    readonly name?: unknown;
    readonly key?: unknown;
  }[];
  return new Map(
    listed.flatMap(({ name, key }) => (typeof name === 'string' && typeof key === 'string' ? [[name, key]] : [])),
  );
};

/**
 * Options of a build that only compares: it computes everything itself but for what stages that train gave, which it
 * takes from the caches by the digest in the tree's record (where there is none: any that still holds).
 */
export const frozenOptions = ({ remote, ...options }: BuildOptions, record: TreeRecord | undefined): BuildOptions => {
  const cache = readOnly(options.store);
  const keys = stageKeys(record);
  const trained: StageEnvironment['trained'] = async (stage, environment) => {
    const wanted = keys.get(stage.name);
    for (const known of findRecords(cache, staticKey(stage.inputs))) {
      if (wanted !== undefined && recordKey(known) !== wanted) continue;
      if ((stage.isSound?.(known.output) ?? true) && (await stillHolds(known, environment))) return known;
    }
    const sent = await remote?.find(staticKey(stage.inputs), environment.current);
    sent?.blobs.forEach((bytes) => environment.blobs.put(bytes));
    if (sent !== undefined && (wanted === undefined || recordKey(sent.record) === wanted)) {
      const { record: known } = sent;
      if ((stage.isSound?.(known.output) ?? true) && (await stillHolds(known, environment))) return known;
    }
    throw new TinymlError(trainedResultMissing(stage.name));
  };
  return { ...options, store: frozenStore(options.store), trained };
};
