import type { Json } from './json.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { canonicalJson, digestOf, isDigest } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import type { Metrics } from '../pass/define-pass.ts';
import type { Store } from '../cache/store.ts';

/**
 * Something outside the static key that a run of a stage really looked at: a file, a data split, a property of the
 * target. `value` is a digest for bytes and canonical JSON for the rest.
 */
export interface Read {
  readonly kind: 'model' | 'file' | 'data' | 'target';
  readonly name: string;
  readonly value: string;
}

/** Each read once, in a fixed order. */
export const sortedReads = (reads: readonly Read[]): readonly Read[] => {
  const unique = new Map(reads.map((read) => [`${read.kind} ${read.name}`, read]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, read]) => read);
};

/** What a run of a stage gave. `value` is its product (a graph, a program, a list of files), `blobs` all that it names. */
export interface StageOutput {
  readonly value: Json;
  readonly blobs: readonly Digest[];
  readonly summary: string;
  readonly metrics: Metrics;
  readonly diagnostics: readonly Diagnostic[];
  /** Files for the reader, by name. */
  readonly artifacts: Readonly<Record<string, Digest>>;
}

/** One run, as cached. `inputs` are the parts of the static key, by name: what `tinyml why` compares. */
export interface StageRecord {
  readonly inputs: Readonly<Record<string, Json>>;
  readonly reads: readonly Read[];
  readonly output: StageOutput;
}

/**
 * The record as it will be read back: a first build and a later one from the cache must not differ in the least, the
 * order of names included. Refuses what JSON cannot hold, by a throw (a bug).
 */
export const asStored = (record: StageRecord): StageRecord => {
  canonicalJson(record);
  return JSON.parse(JSON.stringify(record)) as StageRecord;
};

/** Raised when the form of a record changes: older ones are then never found. */
const recordVersion = 2;

/** Digest of everything that is known before a stage runs. */
export const staticKey = (inputs: Readonly<Record<string, Json>>): Digest =>
  digestOf(canonicalJson({ recordVersion, inputs }));

/** Digest of a whole record: the `key` of a stage in the build record. Free of paths and times. */
export const recordKey = (record: StageRecord): Digest => digestOf(canonicalJson(record));

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean => typeof value === 'string';

/** The form of a record, whatever it says: one that was not written here may lack anything. */
const isRecord = ({ inputs, reads, output }: Partial<StageRecord>): boolean =>
  isMapping(inputs) &&
  Array.isArray(reads) &&
  reads.every((read: unknown) => isMapping(read) && ['kind', 'name', 'value'].every((key) => isText(read[key]))) &&
  isMapping(output) &&
  'value' in output &&
  Array.isArray(output.blobs) &&
  output.blobs.every((digest: unknown) => typeof digest === 'string' && isDigest(digest)) &&
  isText(output.summary) &&
  isMapping(output.metrics) &&
  isMapping(output.artifacts) &&
  Object.values(output.artifacts).every((digest: unknown) => isText(digest)) &&
  Array.isArray(output.diagnostics) &&
  output.diagnostics.every(
    (diagnostic: unknown) =>
      isMapping(diagnostic) && ['code', 'severity', 'message'].every((key) => isText(diagnostic[key])),
  );

export const isStageRecord = (value: unknown): value is StageRecord =>
  isMapping(value) && isRecord(value as Partial<StageRecord>);

const folderOf = (key: Digest): string => `records/${key.slice(7)}/`;

const parse = (bytes: Uint8Array | undefined): unknown => {
  try {
    return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
};

/** All records under a static key; one that is torn, was altered or belongs under another key is left out. */
export const findRecords = (store: Store, key: Digest): readonly StageRecord[] =>
  store.list(folderOf(key)).flatMap((entry) => {
    const record = parse(store.get(entry));
    if (!isStageRecord(record)) return [];
    if (!entry.endsWith(recordKey(record).slice(7)) || staticKey(record.inputs) !== key) return [];
    store.touch(entry);
    return [record];
  });

export const addRecord = (store: Store, record: StageRecord): void => {
  store.put(folderOf(staticKey(record.inputs)) + recordKey(record).slice(7), Buffer.from(JSON.stringify(record)));
};
