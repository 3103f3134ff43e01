import type { Store } from '../cache/store.ts';
import { cacheNotWritable } from '../diagnostics/catalogue/build.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import type { Checkpoints } from '../pass/define-pass.ts';
import { sortedReads, type Read } from './record.ts';

const sealBytes = 71; // sha256- and 64 digits

/** Digest of a checkpoint and the place that it belongs to. */
const sealOf = (place: string, content: Uint8Array): string => digestOf(Buffer.concat([Buffer.from(place), content]));

/** Checkpoints of one run of a stage, and how to drop them once its result is there. */
export interface StageCheckpoints extends Checkpoints {
  clear(): void;
}

/**
 * Checkpoints in the cache. Their keys hold the stage's static key and what it has read so far: `reads` grows as it
 * runs. Each is sealed with a digest, so that a torn write, or a file from another place, counts as absent.
 */
export const stageCheckpoints = (
  store: Store,
  key: Digest,
  reads: readonly Read[],
  report: (diagnostic: Diagnostic) => void,
): StageCheckpoints => {
  const used = new Set<string>();
  let isReported = false;
  const keyOf = (name: string): string => {
    const digest = digestOf(canonicalJson({ key, name, reads: sortedReads(reads) }));
    const place = `checkpoints/${digest.slice(7)}`;
    used.add(place);
    return place;
  };
  return {
    load(name) {
      const place = keyOf(name);
      const bytes = store.get(place);
      if (bytes === undefined) return undefined;
      const content = bytes.subarray(sealBytes);
      return Buffer.from(bytes.subarray(0, sealBytes)).toString() === sealOf(place, content) ? content : undefined;
    },
    save(name, bytes) {
      try {
        const place = keyOf(name);
        store.put(place, Buffer.concat([Buffer.from(sealOf(place, bytes)), bytes]));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
        if (!isReported) report(cacheNotWritable(error as Error));
        isReported = true;
      }
    },
    clear() {
      try {
        for (const place of used) store.remove(place);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      }
    },
  };
};
