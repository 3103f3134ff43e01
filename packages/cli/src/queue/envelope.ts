import { createHmac, timingSafeEqual } from 'node:crypto';

/** What lies in a queue: text, and an HMAC-SHA256 over what it is, which job it belongs to, and the text itself. */
export interface Envelope {
  readonly body: string;
  readonly mac: string;
}

export type EnvelopeKind = 'inputs' | 'result' | 'task';

const macOf = (key: string, kind: EnvelopeKind, job: string, body: string): Buffer =>
  createHmac('sha256', key).update(`tinyml-${kind}/1\n${job}\n`).update(body).digest();

/** `job`: the id under which it lies, so that what was said of one job says nothing of another. */
export const seal = (key: string, kind: EnvelopeKind, job: string, body: string): Envelope => ({
  body,
  mac: macOf(key, kind, job, body).toString('hex'),
});

/** The text of an envelope that anybody may have put there; undefined: none, too long, or not made with this key for this job. */
export const unseal = (
  key: string,
  kind: EnvelopeKind,
  job: string,
  envelope: unknown,
  mostBytes: number,
): string | undefined => {
  if (typeof envelope !== 'object' || envelope === null) return undefined;
  const { body, mac } = envelope as Partial<Record<keyof Envelope, unknown>>;
  if (typeof body !== 'string' || typeof mac !== 'string' || !/^[0-9a-f]{64}$/.test(mac)) return undefined;
  if (body.length > mostBytes) return undefined;
  return timingSafeEqual(Buffer.from(mac, 'hex'), macOf(key, kind, job, body)) ? body : undefined;
};
