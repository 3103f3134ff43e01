import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { TinymlError } from '@tinyml/core';
import { notABuildRecord } from '../diagnostics/command-line.ts';
import { type ComparedRecord } from './difference.ts';

/** A record of ten thousand layers takes 5 MB. */
const largest = 64 * 1024 * 1024;

const text = { type: 'string', maxLength: 100_000 } as const;
const record = {
  type: 'object',
  required: ['schema', 'name', 'stages', 'memory', 'model', 'metrics', 'kernels'],
  properties: {
    schema: { const: 'tinyml-build/1' },
    name: text,
    stages: {
      type: 'array',
      maxItems: 10_000,
      items: { type: 'object', required: ['name', 'summary'], properties: { name: text, summary: text } },
    },
    memory: { type: 'object' },
    model: { type: 'object' },
    metrics: { type: 'object' },
    kernels: {
      type: 'array',
      maxItems: 100_000,
      items: {
        type: 'object',
        required: ['nodes', 'kernel', 'estimatedInstructions'],
        properties: {
          nodes: { type: 'array', items: text },
          kernel: text,
          estimatedInstructions: { type: 'number' },
        },
      },
    },
  },
} as const;

/** Another build's record, for a comparison. @throws TinymlError TML007 where the file is none */
export const readAgainst = async (path: string): Promise<ComparedRecord> => {
  const file = resolve(path);
  const refuse = (why: string): never => {
    throw new TinymlError(notABuildRecord(path, why));
  };
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) =>
    refuse(error.code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${error.code ?? error.message})`),
  );
  if (bytes.length > largest) return refuse('it is too large');
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    return refuse('it is no JSON');
  }
  const validate = new Ajv().compile<ComparedRecord>(record);
  if (validate(value)) return value;
  const [problem] = validate.errors ?? [];
  return refuse(`\`${problem?.instancePath.slice(1) || 'it'}\` ${problem?.message ?? 'is not as in a record'}`);
};
