import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { artifactRefused, remoteNotReached, remoteNotWritten } from '../diagnostics/catalogue/remote-cache.ts';
import { canonicalJson } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import { staticKey, type Read, type StageRecord } from '../pipeline/record.ts';
import type { ArtifactExpectation } from './artifact-header.ts';
import { byteSource, readArtifact, type CheckedArtifact } from './read-artifact.ts';
import { RefusedArtifact, type Refusal } from './refusal.ts';
import type { SigningKey } from './signing-keys.ts';
import {
  indexOf,
  indexPlace,
  mostNameSets,
  namesOf,
  recordPlace,
  stageOf,
  writeIndexArtifact,
  writeRecordArtifact,
  type ReadName,
  type StageArtifact,
} from './stage-artifacts.ts';
import { OutOfTime, timeBudget } from './time-budget.ts';
import type { ArtifactTransport } from './transport.ts';

/** The cache that a team shares, behind this machine's own. */
export interface RemoteStages {
  /** The record of a run that read what would be read now, checked; undefined where there is none, or none to be trusted. */
  find(key: Digest, current: (read: Read) => Promise<string | undefined>): Promise<StageArtifact | undefined>;
  /**
   * Sends a record while the build goes on, if this machine may write. `mayBeThere`: unless a sound one is there already.
   */
  offer(record: StageRecord, bytesOf: (digest: Digest) => Uint8Array, mayBeThere?: boolean): void;
  /** Told of what this machine's own cache had. */
  found?(record: StageRecord, bytesOf: (digest: Digest) => Uint8Array): void;
  /** Waits for what is under way, but not for long. @returns artifacts that were sent */
  finish(): Promise<number>;
}

export interface RemoteOptions extends Omit<ArtifactExpectation, 'unsigned'> {
  readonly transport: ArtifactTransport;
  /** Absent: artifacts are read, never written. */
  readonly signingKey?: SigningKey;
  /** The server's name, for messages. */
  readonly name: string;
  /** Milliseconds for all that a build waits for, and again for what is still to be sent at its end. */
  readonly waitMs: number;
  report(diagnostic: Diagnostic): void;
}

/** How many artifacts are on their way at once. */
const mostAtOnce = 4;

export const remoteStages = (options: RemoteOptions): RemoteStages => {
  const { transport, signingKey, tinyml, name, report } = options;
  const reading = timeBudget(options.waitMs);
  const told = new Set<Refusal>();
  let isOff = false;
  const waiting: (() => Promise<void>)[] = [];
  const sending = new Set<Promise<void>>();
  const stop = new AbortController();
  let sent = 0;
  let isWriteTold = false;

  /** One refusal is told of once; a server that cannot be reached is left alone from then on. */
  const tell = (error: unknown): void => {
    if (error instanceof RefusedArtifact) {
      if (!told.has(error.refusal)) report(artifactRefused(name, error.message));
      told.add(error.refusal);
      return;
    }
    if (!isOff) report(remoteNotReached(name, error instanceof OutOfTime ? undefined : (error as Error).message));
    isOff = true;
  };

  const fetch = async (place: string, key: Digest, signal: AbortSignal): Promise<CheckedArtifact | undefined> => {
    const arriving = await transport.get(place, signal);
    if (arriving === undefined) return undefined;
    const source = byteSource(arriving.chunks);
    const artifact = await readArtifact(source, options);
    if (!(await source.isAtEnd())) throw new RefusedArtifact('trailing');
    if (artifact.header.place !== place || artifact.header.key !== key) throw new RefusedArtifact('replay');
    return artifact;
  };

  const find: RemoteStages['find'] = async (key, current) => {
    if (isOff) return undefined;
    try {
      const index = await reading.spend((signal) => fetch(indexPlace(tinyml, key), key, signal));
      for (const names of index === undefined ? [] : indexOf(index)) {
        const reads: Read[] = [];
        for (const { kind, name: read } of names) {
          const value = await current({ kind, name: read, value: '' });
          if (value !== undefined) reads.push({ kind, name: read, value });
        }
        if (reads.length < names.length) continue;
        const place = recordPlace(tinyml, key, reads);
        const artifact = await reading.spend((signal) => fetch(place, key, signal));
        if (artifact !== undefined) return stageOf(artifact);
      }
    } catch (error) {
      tell(error);
    }
    return undefined;
  };

  /** The index with this set of names in it; undefined where it has it. */
  const indexWith = async (
    key: Digest,
    names: readonly ReadName[],
    signal: AbortSignal,
  ): Promise<readonly (readonly ReadName[])[] | undefined> => {
    let sets: readonly (readonly ReadName[])[] = [];
    try {
      const index = await fetch(indexPlace(tinyml, key), key, signal);
      if (index !== undefined) sets = indexOf(index);
    } catch (error) {
      // What is no index is written anew.
      if (!(error instanceof RefusedArtifact)) throw error;
    }
    const text = canonicalJson(names);
    return sets.some((set) => canonicalJson(set) === text) ? undefined : [names, ...sets].slice(0, mostNameSets);
  };

  /** Whether others would take what is there: one that is damaged, or signed with a key of former times, is replaced. */
  const isSound = async (place: string, key: Digest, signal: AbortSignal): Promise<boolean> => {
    try {
      const artifact = await fetch(place, key, signal);
      if (artifact === undefined) return false;
      stageOf(artifact);
      return true;
    } catch (error) {
      if (error instanceof RefusedArtifact) return false;
      throw error;
    }
  };

  const send = async (
    record: StageRecord,
    artifact: { readonly place: string; readonly bytes: Uint8Array },
    mayBeThere: boolean,
  ): Promise<void> => {
    const { signal } = stop;
    const key = staticKey(record.inputs);
    const isThere = mayBeThere && (await isSound(artifact.place, key, signal));
    if (!isThere) await transport.put(artifact.place, artifact.bytes, signal);
    const sets = await indexWith(key, namesOf(record.reads), signal);
    if (sets !== undefined) {
      const index = writeIndexArtifact(tinyml, key, sets, signingKey);
      await transport.put(index.place, index.bytes, signal);
    }
    if (!isThere) sent += 1;
  };

  const tellUnsent = (reason: string | undefined): void => {
    if (!isWriteTold) report(remoteNotWritten(name, reason));
    isWriteTold = true;
  };

  const sendNext = (): void => {
    const next = sending.size < mostAtOnce ? waiting.shift() : undefined;
    if (next === undefined) return;
    const under: Promise<void> = next()
      .catch((error: unknown) => {
        waiting.length = 0;
        if (!stop.signal.aborted) tellUnsent((error as Error).message);
      })
      .finally(() => {
        sending.delete(under);
        sendNext();
      });
    sending.add(under);
  };

  return {
    find,
    offer(record, bytesOf, mayBeThere = false) {
      if (signingKey === undefined || isOff || isWriteTold) return;
      // Its bytes are looked up when its turn comes: they need not all be in memory at once.
      waiting.push(() => send(record, writeRecordArtifact(tinyml, record, bytesOf, signingKey), mayBeThere));
      sendNext();
    },
    async finish() {
      const writing = timeBudget(options.waitMs);
      try {
        while (sending.size > 0) await writing.spend(() => Promise.all(sending));
      } catch (error) {
        if (!(error instanceof OutOfTime)) throw error;
        waiting.length = 0;
        stop.abort();
        tellUnsent(undefined);
      }
      transport.close();
      return sent;
    },
  };
};
