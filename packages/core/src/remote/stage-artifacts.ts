import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import { isStageRecord, sortedReads, staticKey, type Read, type StageRecord } from '../pipeline/record.ts';
import { artifactSchema, writeArtifact } from './artifact.ts';
import type { CheckedArtifact } from './read-artifact.ts';
import { RefusedArtifact } from './refusal.ts';
import type { SigningKey } from './signing-keys.ts';

/** What a run looked at, without what it saw there. */
export type ReadName = Pick<Read, 'kind' | 'name'>;

/** Sets of names under one static key, the latest first. More are of no use: a stage reads what its code reads. */
export const mostNameSets = 16;

/** A stage's result, as it came from elsewhere. */
export interface StageArtifact {
  readonly record: StageRecord;
  readonly blobs: readonly Uint8Array[];
}

const placeOf = (parts: Readonly<Record<string, unknown>>): string =>
  digestOf(canonicalJson({ schema: artifactSchema, ...parts })).slice(7);

/** Where it is written what runs under a static key read, by name. */
export const indexPlace = (tinyml: string, key: Digest): string => placeOf({ kind: 'index', tinyml, key });

/** Where the record of a run lies that read this. Many models share a static key, that of their import for one. */
export const recordPlace = (tinyml: string, key: Digest, reads: readonly Read[]): string =>
  placeOf({ kind: 'record', tinyml, key, reads: sortedReads(reads) });

export const namesOf = (reads: readonly Read[]): readonly ReadName[] =>
  sortedReads(reads).map(({ kind, name }) => ({ kind, name }));

const kinds: ReadonlySet<unknown> = new Set<Read['kind']>(['model', 'file', 'data', 'target']);

/** `__proto__` as a name would change what an object is, once it is copied. */
const hasPrototypeName = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeName));

/** JSON that is written as tinyml writes it: nothing twice, nothing that another parser would read in another way. */
const strictJson = (bytes: Uint8Array): unknown => {
  try {
    const value = JSON.parse(Buffer.from(bytes).toString()) as unknown;
    if (Buffer.from(JSON.stringify(value)).equals(bytes) && !hasPrototypeName(value)) return value;
  } catch {
    // Refused below.
  }
  throw new RefusedArtifact('record');
};

const listed = (bytes: Uint8Array): { readonly digest: Digest; readonly size: number } => ({
  digest: digestOf(bytes),
  size: bytes.byteLength,
});

export const writeRecordArtifact = (
  tinyml: string,
  record: StageRecord,
  bytesOf: (digest: Digest) => Uint8Array,
  signingKey?: SigningKey,
): { readonly place: string; readonly bytes: Uint8Array } => {
  const key = staticKey(record.inputs);
  const place = recordPlace(tinyml, key, record.reads);
  const body = Buffer.from(JSON.stringify(record));
  const blobs = [...new Set(record.output.blobs)].sort().map(bytesOf);
  const header = {
    schema: artifactSchema,
    tinyml,
    kind: 'record',
    key,
    place,
    body: listed(body),
    blobs: blobs.map(listed),
  } as const;
  return { place, bytes: writeArtifact(header, [body, ...blobs], signingKey) };
};

/** @throws RefusedArtifact where it is another one than was asked for, or no record with all its blobs */
export const stageOf = ({ header, body, blobs }: CheckedArtifact): StageArtifact => {
  if (header.kind !== 'record') throw new RefusedArtifact('replay');
  const record = strictJson(body);
  if (!isStageRecord(record)) throw new RefusedArtifact('record');
  if (staticKey(record.inputs) !== header.key || recordPlace(header.tinyml, header.key, record.reads) !== header.place)
    throw new RefusedArtifact('replay');
  const named = [...new Set(record.output.blobs)].sort();
  if (canonicalJson(named) !== canonicalJson(header.blobs.map(({ digest }) => digest)))
    throw new RefusedArtifact('blobs');
  return { record, blobs };
};

export const writeIndexArtifact = (
  tinyml: string,
  key: Digest,
  sets: readonly (readonly ReadName[])[],
  signingKey?: SigningKey,
): { readonly place: string; readonly bytes: Uint8Array } => {
  const place = indexPlace(tinyml, key);
  const body = Buffer.from(JSON.stringify(sets));
  const header = { schema: artifactSchema, tinyml, kind: 'index', key, place, body: listed(body), blobs: [] } as const;
  return { place, bytes: writeArtifact(header, [body], signingKey) };
};

const isName = (value: unknown): value is ReadName =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'kind,name' &&
  kinds.has((value as ReadName).kind) &&
  typeof (value as ReadName).name === 'string';

/** @throws RefusedArtifact */
export const indexOf = ({ header, body }: CheckedArtifact): readonly (readonly ReadName[])[] => {
  if (header.kind !== 'index' || header.place !== indexPlace(header.tinyml, header.key))
    throw new RefusedArtifact('replay');
  const sets = strictJson(body);
  const isIndex = (value: unknown): value is readonly (readonly ReadName[])[] =>
    Array.isArray(value) &&
    value.length <= mostNameSets &&
    value.every((set: unknown) => Array.isArray(set) && set.length <= 10_000 && set.every(isName));
  if (!isIndex(sets)) throw new RefusedArtifact('record');
  return sets;
};
