import { canonicalJson, isDigest } from '../ir/digest.ts';
import { artifactLimits, artifactSchema, contentSize, signedBytes, type ArtifactHeader } from './artifact.ts';
import { RefusedArtifact } from './refusal.ts';
import type { PublicKey } from './signing-keys.ts';

/** What a reader holds an artifact against. */
export interface ArtifactExpectation {
  readonly tinyml: string;
  readonly publicKeys: readonly PublicKey[];
  /** Take one that is not signed, too: the file is one's own. Default: no. */
  readonly unsigned?: boolean;
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasKeys = (value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean =>
  Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));

const isListed = (value: unknown): boolean =>
  isMapping(value) &&
  hasKeys(value, ['digest', 'size']) &&
  typeof value['digest'] === 'string' &&
  isDigest(value['digest']) &&
  Number.isSafeInteger(value['size']) &&
  (value['size'] as number) >= 0;

const isHeader = (value: unknown): value is ArtifactHeader =>
  isMapping(value) &&
  hasKeys(value, ['schema', 'tinyml', 'kind', 'key', 'place', 'body', 'blobs']) &&
  typeof value['tinyml'] === 'string' &&
  (value['kind'] === 'record' || value['kind'] === 'index') &&
  typeof value['key'] === 'string' &&
  isDigest(value['key']) &&
  typeof value['place'] === 'string' &&
  /^[0-9a-f]{64}$/.test(value['place']) &&
  isListed(value['body']) &&
  Array.isArray(value['blobs']) &&
  value['blobs'].every(isListed);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RefusedArtifact('header');
  }
};

/**
 * Checks the three lines that an artifact begins with. The signature comes first: of what nobody vouches for not even the
 * JSON is read. @throws RefusedArtifact
 */
export const readHeader = (
  signature: string,
  text: string,
  { tinyml, publicKeys, unsigned = false }: ArtifactExpectation,
): ArtifactHeader => {
  const [, id, signed] = /^([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)$/.exec(signature) ?? [];
  if (id !== undefined && signed !== undefined) {
    const key = publicKeys.find((one) => one.id === id);
    if (key !== undefined) {
      if (!key.verifies(signedBytes(text), Buffer.from(signed, 'base64'))) throw new RefusedArtifact('signature');
    } else if (!unsigned) throw new RefusedArtifact('key');
  } else if (signature !== '- -') throw new RefusedArtifact('signature');
  else if (!unsigned) throw new RefusedArtifact('unsigned');

  const header = parse(text);
  if (isMapping(header) && typeof header['schema'] === 'string' && header['schema'] !== artifactSchema)
    throw new RefusedArtifact('schema');
  // Written in the one way that there is: no key twice, none that is unknown, no other order or white space.
  if (!isHeader(header) || canonicalJson(header) !== text) throw new RefusedArtifact('header');
  if (header.tinyml !== tinyml) throw new RefusedArtifact('version');
  if (header.body.size > artifactLimits.body || contentSize(header) > artifactLimits.whole)
    throw new RefusedArtifact('size');
  return header;
};
