import { canonicalJson } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import type { SigningKey } from './signing-keys.ts';

/**
 * An artifact as bytes:
 *
 *     tinyml-artifact/1
 *     <id of the key> <signature in base64>      `- -` where it is not signed
 *     <header: canonical JSON>
 *     <body><blob><blob>…                         one after the other, as long as the header says
 *
 * The signature is over the first line and the header, and the header has the digest of everything that follows. There
 * are no names of files in it, and nothing is compressed: what arrives is never larger than what was signed.
 */
export const artifactSchema = 'tinyml-artifact/1';

export interface ListedBytes {
  readonly digest: Digest;
  readonly size: number;
}

/** What is signed. */
export interface ArtifactHeader {
  readonly schema: string;
  /** The version of tinyml that made it. */
  readonly tinyml: string;
  readonly kind: 'record' | 'index';
  /** Static key of the stage. */
  readonly key: Digest;
  /** Where it lies. */
  readonly place: string;
  readonly body: ListedBytes;
  readonly blobs: readonly ListedBytes[];
}

/** Most bytes of a header, of a body, and of a whole artifact. */
export const artifactLimits = { header: 2 ** 21, body: 2 ** 26, whole: 2 ** 28 } as const;

/** What a signature is over. */
export const signedBytes = (header: string): Uint8Array => Buffer.from(`${artifactSchema}\n${header}`);

/** How many bytes follow the header. */
export const contentSize = ({ body, blobs }: ArtifactHeader): number =>
  blobs.reduce((sum, { size }) => sum + size, body.size);

/** Writes an artifact; `parts` are the body and the blobs. */
export const writeArtifact = (
  header: ArtifactHeader,
  parts: readonly Uint8Array[],
  signingKey: SigningKey | undefined,
): Uint8Array => {
  const text = canonicalJson(header);
  const signature =
    signingKey === undefined
      ? '- -'
      : `${signingKey.publicKey.id} ${Buffer.from(signingKey.sign(signedBytes(text))).toString('base64')}`;
  return Buffer.concat([Buffer.from(`${artifactSchema}\n${signature}\n${text}\n`), ...parts]);
};
