import { blobKey, type Blobs } from '../cache/blobs.ts';
import type { Store } from '../cache/store.ts';
import { cacheNotWritable } from '../diagnostics/catalogue/build.ts';
import type { Digest } from '../ir/graph.ts';
import type { BuildEvent } from './event.ts';
import type { Json } from './json.ts';
import {
  addRecord,
  asStored,
  findRecords,
  recordKey,
  sortedReads,
  staticKey,
  type Read,
  type StageOutput,
  type StageRecord,
} from './record.ts';

/** A step of a build: what decides its result, and how to run it. */
export interface Stage {
  /** Unique in the build. */
  readonly name: string;
  /** All that is known beforehand: operator and pass versions, digests of code and input, options. */
  readonly inputs: Readonly<Record<string, Json>>;
  /** It trains: another run would give other weights. */
  readonly trains?: true;
  /** Runs the stage; `note` is called with everything that it looks at outside `inputs`. */
  run(note: (read: Read) => void): Promise<StageOutput>;
  /** False for a cached product that such a stage cannot have given: it is then no record. Default: all are taken. */
  isSound?(output: StageOutput): boolean;
}

export interface StageRun {
  readonly name: string;
  readonly key: Digest;
  readonly cached: boolean;
  readonly seconds: number;
  readonly record: StageRecord;
}

export interface StageEnvironment {
  readonly store: Store;
  readonly blobs: Blobs;
  /** The value that a read would have now; undefined where it cannot be had. */
  current(read: Read): Promise<string | undefined>;
  onEvent(event: BuildEvent): void;
  /** Gives the results of stages that train: these are not run then. @throws TinymlError where there is none */
  readonly trained?: (stage: Stage, environment: StageEnvironment) => Promise<StageRecord>;
  /** Seconds of the stages that ran in this build, by their static keys: a trial's are the build's own. */
  readonly ran?: Map<Digest, number>;
}

/** True where all that the run read is as it was, and nothing of its result is lost. */
export const stillHolds = async (record: StageRecord, { blobs, current }: StageEnvironment): Promise<boolean> => {
  for (const read of record.reads) if ((await current(read)) !== read.value) return false;
  return record.output.blobs.every((digest) => blobs.has(digest));
};

/** The cached run of a stage whose reads all still hold, if there is one. */
export const findRun = async (stage: Stage, environment: StageEnvironment): Promise<StageRecord | undefined> => {
  for (const record of findRecords(environment.store, staticKey(stage.inputs)))
    if ((stage.isSound?.(record.output) ?? true) && (await stillHolds(record, environment))) return record;
  return undefined;
};

/**
 * Gives a stage's result: from the cache where a record holds, else by running it. A run that throws is not recorded.
 * A cache that cannot be written costs a warning, not the build.
 */
export const runStage = async (stage: Stage, environment: StageEnvironment): Promise<StageRun> => {
  const { store, blobs, onEvent, trained, ran } = environment;
  const started = performance.now();
  const key = staticKey(stage.inputs);
  const finish = (record: StageRecord, found: boolean): StageRun => {
    const earlier = found ? ran?.get(key) : undefined;
    const cached = found && earlier === undefined;
    const seconds = earlier ?? (performance.now() - started) / 1000;
    if (!found) ran?.set(key, seconds);
    for (const diagnostic of record.output.diagnostics) onEvent({ type: 'diagnostic', stage: stage.name, diagnostic });
    onEvent({ type: 'stage-finished', stage: stage.name, cached, seconds, summary: record.output.summary });
    return { name: stage.name, key: recordKey(record), cached, seconds, record };
  };

  if (stage.trains === true && trained !== undefined) return finish(await trained(stage, environment), true);

  const known = await findRun(stage, environment);
  if (known !== undefined) {
    for (const digest of known.output.blobs) store.touch(blobKey(digest));
    return finish(known, true);
  }

  onEvent({ type: 'stage-started', stage: stage.name });
  const reads: Read[] = [];
  const output = await stage.run((read) => void reads.push(read));
  const record = asStored({ inputs: stage.inputs, reads: sortedReads(reads), output });
  try {
    blobs.keep(output.blobs);
    addRecord(store, record);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    onEvent({ type: 'diagnostic', stage: stage.name, diagnostic: cacheNotWritable(error as Error) });
  }
  return finish(record, false);
};
