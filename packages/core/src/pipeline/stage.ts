import { blobKey, type Blobs } from '../cache/blobs.ts';
import type { Store } from '../cache/store.ts';
import { cacheNotWritable } from '../diagnostics/catalogue/build.ts';
import type { Digest } from '../ir/graph.ts';
import type { RemoteStages } from '../remote/remote-stages.ts';
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
  /** It came from the cache that a team shares. */
  readonly remote?: true;
  readonly seconds: number;
  readonly record: StageRecord;
}

export interface StageEnvironment {
  readonly store: Store;
  readonly blobs: Blobs;
  /** The value that a read would have now; undefined where it cannot be had. */
  current(read: Read): Promise<string | undefined>;
  onEvent(event: BuildEvent): void;
  /** Behind `store`: what it gives is put there. */
  readonly remote?: RemoteStages;
  /** Gives the results of stages that train: these are not run then. @throws TinymlError where there is none */
  readonly trained?: (stage: Stage, environment: StageEnvironment) => Promise<StageRecord>;
  /** Seconds of the stages that ran in this build, by their static keys: a trial's are the build's own. */
  readonly ran?: Map<Digest, number>;
  /** Static keys of the stages that came from `remote` in this build. */
  readonly fetched?: Set<Digest>;
}

/** True where all that the run read is as it was, and nothing of its result is lost. */
export const stillHolds = async (record: StageRecord, { blobs, current }: StageEnvironment): Promise<boolean> => {
  for (const read of record.reads) if ((await current(read)) !== read.value) return false;
  return record.output.blobs.every((digest) => blobs.has(digest));
};

/** The run of a stage whose reads all still hold that the cache has, or the one behind it. */
export const findAnyRun = async (stage: Stage, environment: StageEnvironment): Promise<StageRecord | undefined> =>
  (await findRun(stage, environment)) ?? (await fetchRun(stage, environment));

/** The cached run of a stage whose reads all still hold, if there is one. */
export const findRun = async (stage: Stage, environment: StageEnvironment): Promise<StageRecord | undefined> => {
  for (const record of findRecords(environment.store, staticKey(stage.inputs)))
    if ((stage.isSound?.(record.output) ?? true) && (await stillHolds(record, environment))) return record;
  return undefined;
};

/** The run of a stage that the team's cache has, put into this machine's own. */
const fetchRun = async (stage: Stage, environment: StageEnvironment): Promise<StageRecord | undefined> => {
  const { remote, blobs, current } = environment;
  const found = await remote?.find(staticKey(stage.inputs), current);
  if (found === undefined) return undefined;
  const { record } = found;
  found.blobs.forEach((bytes) => blobs.put(bytes));
  if (!(stage.isSound?.(record.output) ?? true) || !(await stillHolds(record, environment))) return undefined;
  keep(record, stage.name, environment);
  environment.fetched?.add(staticKey(stage.inputs));
  return record;
};

/** Writes a record into the cache. One that cannot be written costs a warning, not the build. */
const keep = (record: StageRecord, stage: string, { blobs, store, onEvent }: StageEnvironment): void => {
  try {
    blobs.keep(record.output.blobs);
    addRecord(store, record);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    onEvent({ type: 'diagnostic', stage, diagnostic: cacheNotWritable(error as Error) });
  }
};

/**
 * Gives a stage's result: from the cache where a record holds, else by running it. A run that throws is not recorded.
 */
export const runStage = async (stage: Stage, environment: StageEnvironment): Promise<StageRun> => {
  const { store, blobs, onEvent, trained, ran, remote, fetched } = environment;
  const started = performance.now();
  const key = staticKey(stage.inputs);
  const finish = (record: StageRecord, found: boolean): StageRun => {
    const from = fetched?.has(key) === true ? ({ remote: true } as const) : {};
    const earlier = found ? ran?.get(key) : undefined;
    const cached = found && earlier === undefined;
    const seconds = earlier ?? (performance.now() - started) / 1000;
    if (!found) ran?.set(key, seconds);
    for (const diagnostic of record.output.diagnostics) onEvent({ type: 'diagnostic', stage: stage.name, diagnostic });
    onEvent({ type: 'stage-finished', stage: stage.name, cached, seconds, summary: record.output.summary, ...from });
    return { name: stage.name, key: recordKey(record), cached, ...from, seconds, record };
  };

  if (stage.trains === true && trained !== undefined) return finish(await trained(stage, environment), true);

  const known = await findRun(stage, environment);
  if (known !== undefined) {
    for (const digest of known.output.blobs) store.touch(blobKey(digest));
    remote?.found?.(known, (digest) => blobs.get(digest));
    return finish(known, true);
  }

  const sent = await fetchRun(stage, environment);
  if (sent !== undefined) return finish(sent, true);

  onEvent({ type: 'stage-started', stage: stage.name });
  const reads: Read[] = [];
  const output = await stage.run((read) => void reads.push(read));
  const record = asStored({ inputs: stage.inputs, reads: sortedReads(reads), output });
  keep(record, stage.name, environment);
  remote?.offer(record, (digest) => blobs.get(digest));
  return finish(record, false);
};
