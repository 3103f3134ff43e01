import { digestOf } from '../ir/digest.ts';
import { readHeader, type ArtifactExpectation } from './artifact-header.ts';
import { artifactLimits, artifactSchema, type ArtifactHeader } from './artifact.ts';
import { RefusedArtifact, type Refusal } from './refusal.ts';

/** An artifact whose signature and digests all hold. */
export interface CheckedArtifact {
  readonly header: ArtifactHeader;
  readonly body: Uint8Array;
  readonly blobs: readonly Uint8Array[];
}

/** Bytes that arrive in pieces, of which no more is kept than is asked for. */
export interface ByteSource {
  /** Up to the next line's end, which is taken, too. @throws RefusedArtifact `tooLong` beyond `limit` */
  line(limit: number, tooLong: Refusal): Promise<string>;
  /** @throws RefusedArtifact where they end before */
  bytes(size: number): Promise<Uint8Array>;
  isAtEnd(): Promise<boolean>;
}

export const byteSource = (chunks: AsyncIterable<Uint8Array>): ByteSource => {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  const more = async (): Promise<boolean> => {
    const next = await iterator.next();
    if (next.done === true) return false;
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return true;
  };
  const take = (size: number): Uint8Array => {
    const taken = rest.subarray(0, size);
    rest = rest.subarray(size);
    return taken;
  };
  return {
    async line(limit, tooLong) {
      let end: number;
      while ((end = rest.indexOf(10)) < 0) {
        if (rest.length > limit) throw new RefusedArtifact(tooLong);
        if (!(await more()))
          throw new RefusedArtifact(rest.length === 0 ? 'truncated' : tooLong === 'magic' ? 'magic' : 'truncated');
      }
      if (end > limit) throw new RefusedArtifact(tooLong);
      const line = Buffer.from(take(end)).toString();
      take(1);
      return line;
    },
    async bytes(size) {
      const parts: Uint8Array[] = [];
      let missing = size;
      while (missing > 0) {
        if (rest.length === 0 && !(await more())) throw new RefusedArtifact('truncated');
        const part = take(Math.min(missing, rest.length));
        parts.push(part);
        missing -= part.length;
      }
      return new Uint8Array(Buffer.concat(parts));
    },
    async isAtEnd() {
      while (rest.length === 0) if (!(await more())) return true;
      return false;
    },
  };
};

/** Reads one artifact, and checks each part before it reads on. @throws RefusedArtifact */
export const readArtifact = async (source: ByteSource, expected: ArtifactExpectation): Promise<CheckedArtifact> => {
  if ((await source.line(artifactSchema.length + 8, 'magic')) !== artifactSchema) throw new RefusedArtifact('magic');
  const signature = await source.line(128, 'signature');
  const header = readHeader(signature, await source.line(artifactLimits.header, 'size'), expected);
  const body = await source.bytes(header.body.size);
  if (digestOf(body) !== header.body.digest) throw new RefusedArtifact('digest');
  const blobs: Uint8Array[] = [];
  for (const { digest, size } of header.blobs) {
    const bytes = await source.bytes(size);
    if (digestOf(bytes) !== digest) throw new RefusedArtifact('blob');
    blobs.push(bytes);
  }
  return { header, body, blobs };
};
