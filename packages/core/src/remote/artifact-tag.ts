import { createHmac, timingSafeEqual, type Hmac } from 'node:crypto';

/**
 * The tag that Turborepo puts on artifacts where its teams share a secret: HMAC-SHA256 over hash and team as JSON, and then
 * the artifact's bytes, in base64. (github.com/vercel/turborepo, crates/turborepo-cache/src/signature_authentication.rs)
 */
export interface ArtifactTag {
  update(bytes: Uint8Array): void;
  text(): string;
  /** Padding does not count: versions of Turborepo differ in it. */
  fits(text: string): boolean;
}

export const artifactTag = (secret: string, hash: string, teamId: string): ArtifactTag => {
  const hmac: Hmac = createHmac('sha256', secret).update(JSON.stringify({ hash, teamId }));
  return {
    update: (bytes) => void hmac.update(bytes),
    text: () => hmac.digest('base64'),
    fits(text) {
      const [found, wanted] = [Buffer.from(text, 'base64'), hmac.digest()];
      return found.length === wanted.length && timingSafeEqual(found, wanted);
    },
  };
};
