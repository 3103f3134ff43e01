import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { Ajv } from 'ajv';
import type { Envelope } from './envelope.ts';
import { seal, unseal } from './envelope.ts';
import { isPlainName, mostInputs, type Inputs, type PackedInputs } from './inputs.ts';
import { jobId } from './protocol.ts';

/** The commands of Redis that inputs travel by. */
export interface BlobClient {
  set(key: string, value: Buffer | string, unit: 'EX', seconds: number): Promise<unknown>;
  exists(key: string): Promise<number>;
  expire(key: string, seconds: number): Promise<unknown>;
  strlen(key: string): Promise<number>;
  get(key: string): Promise<string | null>;
  getBuffer(key: string): Promise<Buffer | null>;
}

/** Bytes of one part of a file. */
const part = 4 * 2 ** 20;

/** Seconds that inputs are kept after the last search that brought them. */
const kept = 24 * 3600;

const documentKey = (id: string): string => `tinyml:inputs:${id}`;
const partKey = (sha256: string, at: number): string => `tinyml:file:${sha256}:${String(at)}`;

const partsOf = (bytes: number): number => Math.ceil(bytes / part);

/** Brings inputs to where workers find them; what is there already stays. @returns their id */
export const putInputs = async (
  client: BlobClient,
  key: string,
  { inputs, sources }: PackedInputs,
): Promise<string> => {
  const body = JSON.stringify(inputs);
  const id = jobId(body);
  for (const { bytes, sha256 } of inputs.files) {
    let content: Buffer | undefined;
    for (let at = 0; at < partsOf(bytes); at++) {
      const name = partKey(sha256, at);
      const length = Math.min(part, bytes - at * part);
      if ((await client.strlen(name)) === length) {
        await client.expire(name, kept);
        continue;
      }
      content ??= readFileSync(sources.get(sha256) ?? '');
      await client.set(name, content.subarray(at * part, at * part + length), 'EX', kept);
    }
  }
  await client.set(documentKey(id), JSON.stringify(seal(key, 'inputs', id, body)), 'EX', kept);
  return id;
};

const isInputs = new Ajv({ strict: false }).compile<Inputs>({
  type: 'object',
  additionalProperties: false,
  required: ['schema', 'manifest', 'files'],
  properties: {
    schema: { const: 'tinyml-inputs/1' },
    manifest: { type: 'string', maxLength: mostInputs.document },
    files: {
      type: 'array',
      maxItems: mostInputs.files,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'sha256', 'bytes'],
        properties: {
          name: { type: 'string', maxLength: 1500 },
          sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          bytes: { type: 'integer', minimum: 0, maximum: mostInputs.bytes },
        },
      },
    },
  },
});

/** Whether text in a manifest leads out of its folder. */
const leadsOut = (text: string): boolean =>
  isAbsolute(text) || text.startsWith('~') || /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(text) || /^file:/i.test(text);

const stringsOf = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => [key, ...stringsOf(one)])
      : [];

/** What of inputs is wrong; undefined: nothing that can be told before they are there. */
const problemOf = ({ files, manifest }: Inputs): string | undefined => {
  if (files.some(({ name }) => !isPlainName(name))) return 'a name in them is a path or code';
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > mostInputs.bytes) return 'they are too large';
  let value: unknown;
  try {
    value = JSON.parse(manifest);
  } catch {
    return 'their manifest is no JSON';
  }
  return stringsOf(value).some(leadsOut) ? 'their manifest names something outside' : undefined;
};

/**
 * Fetches inputs into a folder of their own, with a `tinyml.yaml`. Nothing is written before its signature, its names and its sizes are right; a file is there when its
 * digest is. @returns what is wrong with them; undefined: nothing
 */
export const getInputs = async (
  client: BlobClient,
  key: string,
  id: string,
  folder: string,
): Promise<string | undefined> => {
  if ((await client.strlen(documentKey(id))) > 2 * mostInputs.document) return 'they are too large';
  let envelope: Envelope | undefined;
  try {
    envelope = JSON.parse((await client.get(documentKey(id))) ?? 'null') as Envelope;
  } catch {
    return 'they are no JSON';
  }
  const body = unseal(key, 'inputs', id, envelope, mostInputs.document);
  if (body === undefined) return 'they are not there, or not signed with this key';
  const inputs: unknown = JSON.parse(body);
  if (!isInputs(inputs)) return 'they are not of the form of inputs';
  const problem = problemOf(inputs);
  if (problem !== undefined) return problem;
  for (const { bytes, name, sha256 } of inputs.files) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const digest = createHash('sha256');
    const opened = openSync(file, 'wx');
    try {
      for (let at = 0; at < partsOf(bytes); at++) {
        const length = Math.min(part, bytes - at * part);
        const place = partKey(sha256, at);
        const content = (await client.strlen(place)) === length ? await client.getBuffer(place) : null;
        if (content?.length !== length) return `${name} is not there, or of another size`;
        digest.update(content);
        writeSync(opened, content);
      }
    } finally {
      closeSync(opened);
    }
    if (digest.digest('hex') !== sha256) {
      rmSync(file);
      return `${name} is another file`;
    }
  }
  writeFileSync(join(folder, 'tinyml.yaml'), inputs.manifest);
  return undefined;
};
