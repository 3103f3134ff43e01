import { createHash } from 'node:crypto';
import { canonicalJson, type Priority } from '@tinyml/core';
import { Ajv } from 'ajv';
import { type Json, type JobFrame, type Outcomes, type Quality } from '@tinyml/core/internal';

/** What a worker is asked for: a part of a candidate's job. Digests and options; no code, no path, no data. */
export interface Task {
  readonly schema: 'tinyml-task/1';
  /** Where a worker without a checkout finds what the search reads; null: such a worker cannot do it. */
  readonly inputs: string | null;
  /** Of the search: what another search asked for is another job. */
  readonly search: string;
  readonly frame: JobFrame;
  readonly steps: readonly { readonly pass: string; readonly options: Readonly<Record<string, unknown>> }[];
  /** Of the training: 0 untrained, 1 all of it. */
  readonly share: number;
}

/** What came of it. */
export interface TaskResult {
  readonly schema: 'tinyml-result/1';
  readonly worker: string;
  /** Digest of the job as a search on one machine has it. */
  readonly job: string;
  readonly graph: string | null;
  readonly refused: string | null;
  readonly lowered: {
    readonly kernels: Priority;
    readonly flash: number | null;
    readonly ram: number | null;
    readonly cycles: number | null;
    readonly over: readonly string[];
  } | null;
  readonly verdict: {
    readonly quality: Quality;
    readonly loss: number;
    readonly bound: number | null;
    readonly outcomes: Outcomes;
  } | null;
  readonly share: number;
  readonly isOver: boolean;
  readonly loss: number | null;
}

/** Bytes of a task and of a result, at most. A result has a bit or four bytes for each sample. */
export const mostBytes = { task: 64 * 1024, result: 8 * 1024 * 1024 };

const text = (maxLength: number) => ({ type: 'string', maxLength });
const digest = { type: 'string', pattern: '^sha256-[A-Za-z0-9+/=_-]{1,100}$' };
const number = { type: 'number' };
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const object = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const digests = { type: 'object', maxProperties: 200, additionalProperties: text(200) };

const ajv = new Ajv({ strict: false });

const isTask = ajv.compile<Task>(
  object({
    schema: { const: 'tinyml-task/1' },
    inputs: orNull({ type: 'string', pattern: '^[0-9a-f]{64}$' }),
    search: { type: 'string', pattern: '^[0-9a-f-]{36}$' },
    frame: object({ model: digest, target: {}, budget: {}, data: digests, code: digests }),
    steps: {
      type: 'array',
      maxItems: 16,
      items: object({ pass: text(214), options: { type: 'object', maxProperties: 64 } }),
    },
    share: { type: 'number', minimum: 0, maximum: 1 },
  }),
);

const outcomes = {
  anyOf: [
    object({ kind: { const: 'answers' }, samples: { type: 'integer', minimum: 0 }, right: text(mostBytes.result) }),
    object({ kind: { const: 'errors' }, samples: { type: 'integer', minimum: 0 }, errors: text(mostBytes.result) }),
  ],
};

const isResult = ajv.compile<TaskResult>(
  object({
    schema: { const: 'tinyml-result/1' },
    worker: text(200),
    job: digest,
    graph: orNull(digest),
    refused: orNull(text(4000)),
    lowered: orNull(
      object({
        kernels: { enum: ['size', 'accuracy', 'latency', 'balanced'] },
        flash: orNull(number),
        ram: orNull(number),
        cycles: orNull(number),
        over: { type: 'array', maxItems: 10, items: text(200) },
      }),
    ),
    verdict: orNull(
      object({
        quality: object({
          measure: { enum: ['accuracy', 'agreement', 'mean absolute error', 'mean squared error'] },
          value: number,
          samples: { type: 'integer', minimum: 0 },
        }),
        loss: number,
        bound: orNull(number),
        outcomes,
      }),
    ),
    share: { type: 'number', minimum: 0, maximum: 1 },
    isOver: { type: 'boolean' },
    loss: orNull(number),
  }),
);

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

export const readTask = (body: string): Task | undefined => {
  const value = parsed(body);
  return isTask(value) ? value : undefined;
};

export const readResult = (body: string): TaskResult | undefined => {
  const value = parsed(body);
  return isResult(value) ? value : undefined;
};

export const taskBody = (task: Task): string => canonicalJson(task as unknown as Json);

/** The id of a job in the queue: the same task is one job. */
export const jobId = (body: string): string => createHash('sha256').update(body).digest('hex');

/** Where the parts of tinyml that share a Redis find each other. */
export const queueName = 'tinyml-tasks-1';

/** Set where a search was given up: its jobs need not be done. */
export const cancelKey = (search: string): string => `tinyml:cancelled:${search}`;
