import { createHash } from 'node:crypto';
import type { Digest } from './graph.ts';

/** SHA-256 of bytes or of UTF-8 text. */
export const digestOf = (bytes: Uint8Array | string): Digest =>
  `sha256-${createHash('sha256').update(bytes).digest('hex')}`;

/** True for the text of a digest: nothing else may name a blob. */
export const isDigest = (text: string): text is Digest => /^sha256-[0-9a-f]{64}$/.test(text);

/**
 * JSON with sorted keys and without undefined, the one text of a value: what cache keys are digests of.
 * Numbers print as JavaScript's shortest form; NaN and infinities are refused by a throw (a bug).
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`not JSON: ${String(value)}`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
};
